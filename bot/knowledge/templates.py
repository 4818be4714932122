"""The Jinja templates and expressions of knowledge/, and what is at hand in them."""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.environment import TemplateExpression
from jinja2.sandbox import SandboxedEnvironment

from bot.knowledge.guide_figures import Figures
from bot.knowledge.loader import Knowledge
from bot.knowledge.schema import Guide
from bot.knowledge.typography import number

_FIGURES = ("professionals", "growth", "insertion", "average_age", "women")


class Templates:
    """Renders templates; each is compiled once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._labels: dict[str, dict[str, str]] = knowledge.topics.dict()["labels"]
        self._env = SandboxedEnvironment(
            undefined=StrictUndefined, autoescape=False, trim_blocks=True, keep_trailing_newline=False
        )
        self._env.filters["number"] = number
        self._env.globals["label"] = self._label
        self._env.globals["figure_items"] = _figure_items
        self._env.globals["pay_range"] = _pay_range
        self._env.globals["criteria_items"] = self._criteria_items
        self._expressions: dict[str, TemplateExpression] = {}
        self._compiled: dict[str, Template] = {}
        module = self._env.from_string(knowledge.topics.macros).module
        self._env.globals.update({name: value for name, value in vars(module).items() if not name.startswith("_")})

    def render(self, template: str, **context: Any) -> str:
        """A template of knowledge/, with the values that it needs.

        Raises:
            jinja2.TemplateError: when it cannot be rendered.
        """
        compiled = self._compiled.get(template)
        if compiled is None:
            compiled = self._compiled[template] = self._env.from_string(template)
        return compiled.render(**context).strip()

    def evaluate(self, expression: str, guide: Guide) -> Any:
        """The value of a Jinja expression about a guide."""
        compiled = self._expressions.get(expression)
        if compiled is None:
            compiled = self._expressions[expression] = self._env.compile_expression(expression, undefined_to_none=False)
        return compiled(guide=guide)

    def _label(self, field: str, value: str) -> str:
        return self._labels[field][value]

    def _criteria_items(self, guide: Guide) -> list[dict[str, Any]]:
        labels = {criterion.id: criterion.label for criterion in self._knowledge.topics.criteria}
        return [
            {
                "label": labels[criterion.id],
                "why": criterion.why,
                "jobs": [
                    other.title.short
                    for other in self._knowledge.guides.values()
                    if other.slug != guide.slug and any(criterion.id == its.id for its in other.criteria)
                ],
            }
            for criterion in guide.criteria
        ]


def _figure_items(figures: Figures) -> list[dict[str, Any]]:
    found = ({"key": key, "value": getattr(figures, key)} for key in _FIGURES)
    return [item for item in found if item["value"] is not None]


def _pay_range(guide: Guide, level: str) -> list[int] | None:
    """The lowest and the highest monthly amount of a level, as far as the guide sets both; None when it gives none."""
    figures = guide.salary.figures if guide.salary else []
    monthly = [
        pay for pay in figures if pay.level == level and pay.period == "month" and not pay.and_more and pay.min is not None
    ]
    ends = [end for pay in monthly for end in (pay.min, pay.max) if end is not None]
    return [min(ends), max(ends)] if ends else None
