"""The closed schema of a job guide, `knowledge/jobs/<slug>.yml`.

Closed: an unknown key is an error, since it is nearly always a typo. Figures are typed and carry the words that qualify
them; everything a student reads is `Text`, at most one bubble long (500 characters).
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import (
    BaseModel,
    ConstrainedInt,
    ConstrainedStr,
    Extra,
    Field,
    StrictBool,
    StrictInt,
    root_validator,
    validator,
)

MAX_BUBBLE = 500
"""Longest text of one bubble, in characters."""
MAX_SLUG = 80
"""Longest slug, in characters."""


class Text(ConstrainedStr):
    """French text for students: a non-empty string of at most one bubble."""

    strict = True
    strip_whitespace = True
    min_length = 1
    max_length = MAX_BUBBLE


class ButtonTitle(Text):
    """The title of a button that holds one placeholder once, and no other braces."""

    placeholder: ClassVar[str]

    @classmethod
    def validate(cls, value: str) -> str:
        """Check the braces, after the rules of every text."""
        value = super().validate(value)
        if value.count(cls.placeholder) != 1 or value.replace(cls.placeholder, "").count("{"):
            raise ValueError(f"must hold {cls.placeholder} once, and no other braces")
        return value


class ButtonWithCount(ButtonTitle):
    """`{count}` is a number of lines."""

    placeholder = "{count}"


class ButtonWithJob(ButtonTitle):
    """`{job}` is the title of a job."""

    placeholder = "{job}"


class ButtonWithLabel(ButtonTitle):
    """`{label}` is the label of a topic."""

    placeholder = "{label}"


class Line(Text):
    """French text for a place in a list: a line or two on a telephone."""

    max_length = 200


class Slug(ConstrainedStr):
    """A stable ASCII id: lower-case words joined by hyphens."""

    strict = True
    regex = r"^[a-z0-9]+(-[a-z0-9]+)*$"
    max_length = MAX_SLUG


class Id(ConstrainedStr):
    """A stable ASCII id inside a file: lower-case words joined by underscores."""

    strict = True
    regex = r"^[a-z][a-z0-9_]*$"
    max_length = 40


class Clock(ConstrainedStr):
    """A time of day, `HH:MM`."""

    strict = True
    regex = r"^([01]\d|2[0-3]):[0-5]\d$"


class Whole(ConstrainedInt):
    """A whole number that is not negative; never a bool or a text."""

    strict = True
    ge = 0


class PercentValue(ConstrainedInt):
    """A whole percentage; never a bool or a text."""

    strict = True
    ge = -100
    le = 1000


class Year(ConstrainedInt):
    """A calendar year."""

    strict = True
    ge = 1990
    le = 2100


class Strict(BaseModel):
    """Base of every part of a guide: no unknown key, no mutation."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Title(Strict):
    """The name of the job."""

    masculine: Text
    feminine: Text
    short: Text
    """For buttons and lists, both genders in at most 40 characters."""
    of: Text
    """The job with its preposition, as after « le métier »: `d'assistant·e de production`."""

    @validator("short")
    def _fits_a_button(cls, value: str) -> str:  # noqa: N805 - pydantic passes the class
        if len(value) > 40:
            raise ValueError(f"has {len(value)} characters; a button shows at most 40")
        return value


class Origin(Strict):
    """Where the guide comes from."""

    title: Text
    publisher: Text | None = None
    url: Text | None = None


class Duration(Strict):
    """How long the studies take."""

    text: Text
    min_years: Whole
    max_years: Whole
    experience: StrictBool = False
    """True when experience on the job is asked on top of the years."""

    @root_validator(skip_on_failure=True)
    def _ordered(cls, values: dict[str, int]) -> dict[str, int]:  # noqa: N805
        if values["min_years"] > values["max_years"]:
            raise ValueError(f"min_years {values['min_years']} is more than max_years {values['max_years']}")
        return values


class Studies(Strict):
    """Diplomas and the way to the job."""

    summary: Text
    duration: Duration
    path: list[Text] = Field(min_items=1)
    """The steps in order."""
    notes: list[Text] = []


class School(Strict):
    """A place to be trained."""

    name: Text
    full_name: Text | None = None
    city: Text | None = None
    programme: Text | None = None


class Pay(Strict):
    """One amount of money and what it means."""

    level: Literal["any", "junior", "experienced"]
    status: Literal["any", "employee", "freelance"]
    min: Whole | None = None
    max: Whole | None = None
    """Both ends of the range; equal, or one of them alone, when the guide gives one amount."""
    and_more: StrictBool = False
    """True when the guide puts a `+` after the amount."""
    approximate: StrictBool = False
    currency: Literal["EUR"]
    period: Literal["hour", "day", "week", "month", "year", "project"]
    gross: StrictBool | None = Field(...)
    """None when the guide does not say whether the amount is gross."""
    note: Text | None = None

    @root_validator(skip_on_failure=True)
    def _has_an_amount(cls, values: dict[str, int | None]) -> dict[str, int | None]:  # noqa: N805
        low, high = values["min"], values["max"]
        if low is None and high is None:
            raise ValueError("needs min, max or both")
        if low is not None and high is not None and low > high:
            raise ValueError(f"min {low} is more than max {high}")
        return values


class Salary(Strict):
    """What one earns."""

    figures: list[Pay] = Field(min_items=1)
    notes: list[Text] = []


class Point(Strict):
    """One statement about one side of the working conditions."""

    about: Literal["hours", "stress", "mobility", "licence", "family", "place", "team", "body"]
    text: Text


class Percent(Strict):
    """A percentage and what it is a percentage of."""

    value: PercentValue
    of: Text
    at_least: StrictBool = False
    approximate: StrictBool = False
    note: Text | None = None


class Count(Strict):
    """A number of people."""

    value: Whole
    approximate: StrictBool = False


class Growth(Strict):
    """The yearly trend of the job."""

    text: Text
    percent: PercentValue | None = None


class Figures(Strict):
    """The job in figures."""

    area: Text
    professionals: Count | None = None
    average_age: Whole | None = None
    women: Percent | None = None
    insertion: Percent | None = None
    growth: Growth | None = None


class Tools(Strict):
    """A family of tools."""

    family: Text
    names: list[Text] = Field(min_items=1)


class Moment(Strict):
    """A part of the typical day, by the clock or by name."""

    start: Clock | None = None
    end: Clock | None = None
    label: Text | None = None
    text: Text

    @root_validator(skip_on_failure=True)
    def _placed(cls, values: dict[str, str | None]) -> dict[str, str | None]:  # noqa: N805
        if not values["label"] and not (values["start"] and values["end"]):
            raise ValueError("needs a label, or a start and an end")
        return values


class Stat(Strict):
    """The typed figure of a fact."""

    values: list[StrictInt] = Field(min_items=1)
    unit: Literal["percent", "times", "projects", "year", "people", "hours"]
    of: Text
    """What is counted, or what the percentage is a percentage of."""


class Fact(Strict):
    """A remarkable fact; the text holds each of its figures."""

    title: Text
    text: Text
    figures: list[Stat] = []


class Testimonial(Strict):
    """What somebody of the job says, retold in indirect speech."""

    name: Text
    who: Text
    text: Text


class Workplace(Strict):
    """A kind of place or employer."""

    kind: Text
    examples: list[Text] = []


class Region(Strict):
    """A part of the country with jobs."""

    name: Text
    detail: Text | None = None
    main: StrictBool = False


class Section(Strict):
    """An answer in one bubble, and points that complete it."""

    summary: Text
    points: list[Text] = []


class Difference(Strict):
    """How the job differs from another one."""

    other: Text
    text: Text


class Similar(Strict):
    """A job that is near."""

    title: Text
    job: Slug | None = None
    """The slug when knowledge/jobs/ has a guide of it."""
    why: Text


class Criterion(Strict):
    """A criterion of topics.yml that the job meets, and what the guide says that shows it."""

    id: Id
    why: Text


class RomeCode(ConstrainedStr):
    """The code of an occupation in the register ROME 4.0: `L1302`."""

    strict = True
    regex = r"^[A-N]\d{4}$"


Riasec = Literal["R", "I", "A", "S", "E", "C"]
"""Holland's six types: realistic, investigative, artistic, social, enterprising, conventional."""

StudyLength = Literal["short", "medium", "long"]
"""How long one studies in Belgium after secondary school: not at all (or a year), about three years, five or more."""

Certainty = Literal["high", "medium", "low"]
"""How sure the result of a self-assessment is."""


class Profile(Strict):
    """What kind of job it is, as the register of occupations sees it; the discovery quiz looks for jobs by it."""

    rome: RomeCode
    riasec: list[Riasec] = Field(min_items=1, max_items=2, unique_items=True)
    """Its types, the major one first."""
    interests: list[Id] = []
    """Interests of quiz.yml that it answers."""
    studies: StudyLength | None = None
    """None when it is not known or varies too much."""


class Question(Strict):
    """A question and its answer, kept for the topic that it belongs to."""

    topic: Id
    question: Text
    answer: Text


class Reaction(Strict):
    """What to say of an answer to a self-assessment question."""

    favourable: Text
    neutral: Text
    unfavourable: Text


class AssessmentQuestion(Strict):
    """A question that a student asks themselves about the job."""

    key: Id
    text: Text
    again: Text | None = None
    """The same question in other words, with an example, asked when an answer could not be read; see `text_again`."""
    trait: Text
    """The trait or condition tested."""
    favours: Literal["yes", "no"]
    """The side that speaks for the job; `no` for a reversed question (« 12 heures te font peur ? »)."""
    say: Reaction
    strength: Line | None = None
    """In the result, what speaks for the job and what the guide says of it; see `strength_text`."""
    watch: Line | None = None
    """In the result, what to look at and what the guide says of it; see `watch_text`."""

    @property
    def text_again(self) -> str:
        """The question to ask a second time: `again`, else `text`."""
        return self.again or self.text

    @property
    def strength_text(self) -> str:
        """The strength as the result names it: `strength`, else what was said of a favourable answer."""
        return self.strength or self.say.favourable

    @property
    def watch_text(self) -> str:
        """The watch point as the result names it: `watch`, else what was said of an unfavourable answer."""
        return self.watch or self.say.unfavourable


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
