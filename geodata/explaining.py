"""Say how a table would be read: its schema, which column holds what, what is doubtful. Pure."""

from __future__ import annotations

from typing import Final

from geodata.formats.presets import Preset
from geodata.reading import ReadTable

_SHOWN_PROBLEMS: Final = 10


def explain(table: ReadTable) -> list[str]:
    """Return what a person wants to know before a table is built into an atlas, a line a fact."""
    preset, records = table.preset, table.records
    problems = sorted(table.problems, key=lambda problem: problem.row)
    n_aside = sum(problem.set_aside for problem in problems)
    n_kept = table.raw.n_in - n_aside
    lines = [
        f"{table.raw.file}: {table.raw.n_in:,} rows, {n_kept:,} usable, {n_aside:,} to set aside",
        *(f"  {note}" for note in table.notes),
        f"  preset: {preset.name}",
        *(f"  {line}" for line in describe_preset(preset)),
        *(f"  {field} = {header}" for field, header in records.mapping.items()),
    ]
    if records.unused_columns:
        lines.append(f"  columns not used: {', '.join(records.unused_columns)}")
    if len(records.figures):
        counts = records.figures["metric"].value_counts()
        said = ", ".join(f"{metric} ({n:,})" for metric, n in counts.items())
        lines.append(f"  figures in numbers: {said}")
    lines += [
        f"  row {item.row}: {item.column} {item.value!r}: {item.reason}: {item.remedy}"
        for item in problems[:_SHOWN_PROBLEMS]
    ]
    if len(problems) > _SHOWN_PROBLEMS:
        lines.append(f"  and {len(problems) - _SHOWN_PROBLEMS:,} problems more")
    return lines


def describe_preset(preset: Preset) -> list[str]:
    """Say whose rows they are, what one is, under which licence, and how to cite them."""
    restriction = " (may not be published)" if preset.is_restricted else ""
    parts = (
        ("dataset", preset.title),
        ("each row is", f"one {preset.unit}" if preset.title else ""),
        ("licence", f"{preset.licence}{restriction}".strip()),
        ("cite as", preset.citation),
    )
    return [f"{what}: {said}" for what, said in parts if said]
