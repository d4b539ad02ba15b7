"""The look: colours by role, type, icons, the one style sheet, the focus ring.

- `tokens`: `Theme`, `Tokens`, `load`, `contrast`: colours read from `resources/styles`.
- `look`: `look()` is what holds now: `.colour("text")`, `.px(32)`, `.font(Type.BODY, SEMI)`; `Restyled`.
- `style`: `apply(app, theme, percent)` sets all of it; called at the start and by the text-size keys.
- `icons`: `picture(name, "text", 20)` and `icon(...)`, re-coloured per theme; `states/...` are the shapes.
- `drawing`: `painting(device)`, boxes and lines for painted widgets.
- `ring`: the focus ring, drawn outside whatever has the focus.
"""
