"""The closed schema of a job guide, `knowledge/jobs/<slug>.yml`.

Its parts are in modules of their own; those that the program reads by name are to be had here, too.
"""

from __future__ import annotations

from bot.knowledge.fields import MAX_BUBBLE, Riasec, Slug, Strict, Text, Year
from bot.knowledge.guide_figures import Fact, Figures, Pay, Salary, School, Studies
from bot.knowledge.guide_sections import (
    Criterion,
    Difference,
    Moment,
    Origin,
    Point,
    Question,
    Region,
    Section,
    Similar,
    Testimonial,
    Title,
    Tools,
    Workplace,
)
from bot.knowledge.profile import Profile
from bot.knowledge.self_assessment import AssessmentQuestion

__all__ = [
    "MAX_BUBBLE",
    "OPTIONAL_SECTIONS",
    "AssessmentQuestion",
    "Figures",
    "Guide",
    "Pay",
    "Point",
    "Profile",
    "Riasec",
    "Strict",
    "Text",
]


class Guide(Strict):
    """A whole job guide."""

    slug: Slug
    title: Title
    aliases: list[Text] = []
    year: Year
    """The year of the figures."""
    source: Origin
    pitch: Text
    skills: list[Text]
    introduction: list[Text]
    studies: Studies | None = None
    schools: list[School] = []
    training: list[Text] = []
    """Continuing education, and organisations that offer it."""
    salary: Salary | None = None
    conditions: list[Point] = []
    figures: Figures | None = None
    missions: list[Text] = []
    tools: list[Tools] = []
    day: list[Moment] = []
    facts: list[Fact] = []
    testimonials: list[Testimonial] = []
    workplaces: list[Workplace] = []
    regions: list[Region] = []
    pros: list[Text] = []
    cons: list[Text] = []
    tips: list[Text] = []
    freelance: Section | None = None
    prospects: Section | None = None
    career: Section | None = None
    languages: Section | None = None
    technical: Section | None = None
    challenge: Section | None = None
    updating: Section | None = None
    difference: list[Difference] = []
    similar: list[Similar] = []
    criteria: list[Criterion] = []
    profile: Profile | None = None
    """For the discovery quiz; a guide without it is never proposed by it."""
    faq: list[Question] = []
    self_assessment: list[AssessmentQuestion] = []


OPTIONAL_SECTIONS = tuple(
    name
    for name, field in Guide.__fields__.items()
    if not field.required and name not in ("aliases", "training", "self_assessment", "faq", "profile")
)
"""Sections that a guide may lack; the check warns of each that is missing."""
