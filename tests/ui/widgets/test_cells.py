"""A row says itself as a sentence, its own words before those made from its cells."""

from aande_alert.ui.widgets.cells import Row, Text


def test_a_row_may_bring_its_own_sentence() -> None:
    assert Row(1, (Text("13:52"),), sentence="Maisie Pell arrived at 13:52").said().startswith("Maisie")
    assert Row(1, (Text("13:52"), Text(""), Text("Triage 2"))).said() == "13:52, Triage 2"
    assert "Maisie" not in repr(Row(1, (), sentence="Maisie Pell"))
