"""The window's building blocks: each is told what to show, and says by a signal what the person meant.

Nothing here asks a service, knows a row of the store, or keeps a patient once it was told to show another.

| module | main classes and records |
|---|---|
| `words` | `Words(text, Role.BODY)` the only label, plain text; `Phrase(Run(...), ...)` some words stronger |
| `panel` | `Panel(ground, lines="b")`, `column(w)`, `row(w)`, `Flow`, `Scroll`, `clear(layout)` |
| `buttons` | `Button(text, Kind.PRIMARY, key="Enter")`, `.refuse("Sign: 2 missing")`, `IconButton` |
| `chips` | `ChipRow(single=...)`, `.show_chips(ChipText...)`, `switched(key, on)` |
| `checks` | `Check`, `Radio`, `DecisionCard(title, means, key)` |
| `fields` | `TextField`, `PasswordField`, `LongTextField`, `Mark` (icon); `.value()`, `.complain(sentence)` |
| `choices` | `ChoiceField`, `OptionsField`, `AnswerField(field)` with Not asked, Not known, Declined |
| `dates` | `DateField`, `TimeField`, `MomentField`; `read_date`, `read_time` |
| `badge` | `Badge(BadgeText(BadgeKind.ON_PLAN, time="13:58"))`, `paint_badge`, `shape` |
| `marks` | `ReadText`, `HistoryText`, `SourceMark`; `paint_read`, `paint_history`, `paint_source` |
| `key_hint` | `KeyHint`, `KeyLegend(KeyText("Enter", "Open record"))` |
| `shortcuts` | `on_key("R", within, act)`: a key that acts only while the focus is in there |
| `table` | `Table(columns, name=...)`, `.show_rows(rows)`; `.show_ids(ids)` with `wanted` and `fill` |
| `cells` | `Row`, `Group`; `Text`, `Name`, `BadgeCell`, `History`, `Read`, `Act`, `Signed`, `Tally` |
| `banner` | `Banner`, `BannerText`; `AlertStrips`, `StripText` |
| `status_line` | `StatusLine`, `Segment` |
| `rail` | `Rail`, `RailItem` |
| `top_bar` | `TopBar`, `SearchBox` |
| `record_tabs` | `RecordTabs`, `RecordTab` |
| `section_tabs` | `SectionTabs`, `TabText` |
| `stepper` | `Stepper`, `StepText`, `StepState` |
| `card` | `Card(CardText)`, `CardColumn.show_cards(...)`, `ActionText`; `acted(card, action)` |
| `facts` | `Facts` label and value lines; `Numbered` what to do now |
| `drawer` | `Drawer`, `.show_head(kind, title, line)`, `Section`, `PhoneSection`, `.show_foot(...)` |
| `notice` | `Notice.say(Run..., action=)`, `Stand` (empty, waiting, trouble), `Announcement` |
| `dialog` | `Sheet`: opened with `open()`, answers by signal |
| `match_scale` | `MatchScale`, `Comparison`, `ComparisonText`, `Difference` for Possible match |
"""
