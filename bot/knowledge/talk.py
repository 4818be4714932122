"""The closed schema of `knowledge/talk.yml`: what is needed to follow a conversation, to calculate with pay, to compare."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.knowledge.fields import ButtonWithLabel, Strict, Text
from bot.knowledge.topics import Template

Period = Literal["hour", "day", "week", "month", "year"]


class PayTalk(Strict):
    """Words and texts about calculations with pay."""

    periods: dict[Period, list[Text]]
    """Words that say in which period an amount is wanted; the first period that the message names is taken."""
    asking: list[Text]
    """Words of a question about a sum that say nothing else (« ça fait combien »)."""
    net: list[Text]
    """Words that ask for a net amount."""
    only_net: list[Text]
    """Of these, those that mean nothing else, so that they count beside another question."""
    more: list[Text]
    """Words that compare an amount with those of the guide."""
    converted_head: Template
    converted: Template
    """`items`: `pay` as in the guide, `converted` in the wanted period."""
    assumption: dict[Period, Text]
    """What a conversion to that period supposes."""
    not_converted_head: Template
    not_converted: Template
    """`items`: amounts that cannot be converted."""
    own: Template
    """`value` per `period`, `converted` per `wanted`."""
    compared_head: Template
    compared: Template
    """`items`: `pay`, `side` (above, below, within: the guide's amount beside the student's), `gap` in euros."""
    gross: Text


class ComparisonTalk(Strict):
    """Texts of a comparison."""

    head: Template
    row: Template
    """`icon`, `label`, and `values`: `title` of a job and `text`, empty when its guide does not say."""
    most: Template
    equal: Template
    no_figure: Text
    more: ButtonWithLabel
    """Title of the button that compares another topic; `{label}` is the topic's."""


class Talk(Strict):
    """The whole file."""

    fillers: list[Text] = Field(min_items=1)
    """Words that add nothing to a short follow-up."""
    both: list[Text]
    """Words that speak of several jobs at once."""
    than: list[Text]
    """Words that put oneself, or somebody, beside another one."""
    than_whose: list[Text]
    """The same, of somebody who is named behind them: less sure to be about the two jobs."""
    better: list[Text]
    """Words that put a job beside the one talked about."""
    other: list[Text]
    """Words that mean the other one of two jobs."""
    this_job: list[Text]
    """Words that mean the job talked about, whatever else the message names."""
    demands: list[Text] = Field(min_items=1)
    """Words that ask what a job demands, whatever that is."""
    demanded: list[Text]
    """Topics that answer it; after another one it may mean anything."""
    refers: list[Text] = Field(min_items=1)
    """Words of a question about what the student spoke of just before, without its name."""
    wishes: list[Text] = Field(min_items=1)
    doing: list[Text] = Field(min_items=1)
    """Words of a wish, and of something to do in life: both together are a wish for later, though no topic speaks of it."""
    brief: list[Text] = Field(min_items=1)
    """Words that want a short answer."""
    whole: Text
    """Title of the button that gives the rest of a short answer."""
    quoting: list[Text] = Field(min_items=1)
    """Words behind « mon prof de maths » that tell what this person thinks: nobody asks about that job."""
    source: list[Text] = Field(min_items=1)
    """Words that ask where an answer comes from."""
    machines: list[Text] = Field(min_items=1)
    """Words for artificial intelligence, which no guide speaks of yet."""
    keep: list[Text] = Field(min_items=1)
    """Words with which nothing is ever erased."""
    fine: list[Text] = Field(min_items=1)
    """Words that take distress back."""
    pay: PayTalk
    comparison: ComparisonTalk
