"""The cost of turns: every kind is measured, and the table gives its lower tenth and its median."""

from __future__ import annotations

from benchmarks.turns import KINDS, table


def test_the_table_gives_the_lower_tenth_and_the_median() -> None:
    times = [float(number) for number in range(20, -1, -1)]
    columns = {
        name: {kind: [factor * time for time in times] for kind in KINDS}
        for name, factor in (("in a row", 1), ("with pauses", 2))
    }
    lines = table(columns).splitlines()
    assert lines[0] == "| | in a row, p10 (ms) | in a row, p50 (ms) | with pauses, p10 (ms) | with pauses, p50 (ms) |"
    assert lines[1].count("---") == 5
    assert lines[2:] == [f"| {kind} | 2.00 | 10.00 | 4.00 | 20.00 |" for kind in KINDS]
