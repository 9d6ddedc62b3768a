"""Rules as trees."""

from orchestrator.site.rule_trees import rule_tree


def test_a_rule_is_shown_as_its_conditions() -> None:
    rule = "in_segment('tier.high')\n  and not (spent > 50 or country =\n 'DE')"
    assert rule_tree(rule) == {
        "word": "and",
        "parts": [
            {"text": "in_segment('tier.high')", "asks": ["tier.high"]},
            {
                "word": "not",
                "parts": [
                    {
                        "word": "or",
                        "parts": [
                            {"text": "spent > 50", "compares": [["spent", ">", "50"]]},
                            {"text": "country = 'DE'"},
                        ],
                    }
                ],
            },
        ],
    }
