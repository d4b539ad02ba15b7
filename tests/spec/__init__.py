"""Tables of cases: what each rule must answer, readable by whoever signs the rule off."""
