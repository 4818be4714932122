"""`python -m bot check`: every problem of the data at once, in seconds, without training."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.checks.actions import check_actions, check_answered, check_responses, said_responses
from bot.checks.annotations import Known, marks_problems
from bot.checks.answer_sets import check_answer_sets
from bot.checks.conversations import Names, check_conversations
from bot.checks.domain import Domain, strays
from bot.checks.messages import test_messages
from bot.checks.phrases import Phrase, check_apart, check_counts, check_phrases, repeated, test_phrases, training_phrases
from bot.checks.placeholders import check_placeholders
from bot.checks.report import check_report
from bot.checks.stories import Story, check_rules, check_stories, read_stories
from bot.checks.twins import check_twin_stories, check_twins
from bot.knowledge.loader import Knowledge, check_knowledge, read_topics
from bot.knowledge.template_checks import template_problems
from bot.knowledge.topics import Topics
from bot.knowledge.yaml_source import read_yaml
from bot.paths import ROOT
from bot.problems import Problem, errors, meant


def problems(root: Path = ROOT) -> list[Problem]:
    """All problems of the project at `root`, errors and warnings, sorted by file and line."""
    knowledge, found = check_knowledge(root / "knowledge")
    found = list(found)
    topics = knowledge.topics if knowledge else read_topics(root / "knowledge" / "topics.yml")
    domain = Domain.read(root / "domain.yml", found)
    known = Known(domain.entities, _jobs(knowledge, root / "knowledge"))
    stories = _stories(root, domain, known, found)
    _phrases(root, domain, known, topics, stories, found)
    questions = _questions(knowledge) if knowledge else ()
    names = Names(known.jobs, {str(topic.id) for topic in topics.topics} if topics else (), questions)
    found += check_conversations(root / "tests" / "conversations", names)
    found += check_answer_sets(root / "tests" / "answers", questions)
    if domain.usable and topics is not None:
        found += _topics(topics, domain, root)
    if knowledge is not None:
        found += template_problems(knowledge, root / "knowledge")
        found += check_report(knowledge.report, root / "knowledge" / "report.yml")
    return sorted(set(found))


def _jobs(knowledge: Knowledge | None, folder: Path) -> set[str]:
    """The slugs of all jobs; those that the files give, when there is something wrong in them."""
    if knowledge is not None:
        return {*knowledge.guides, *(str(job.slug) for job in knowledge.catalogue)}
    catalogue = read_yaml(folder / "catalogue.yml").data
    jobs = catalogue.get("jobs") if isinstance(catalogue, dict) else None
    found = {path.stem for path in (folder / "jobs").glob("*.yml")}
    return found | {str(job.get("slug")) for job in (jobs if isinstance(jobs, list) else ()) if isinstance(job, dict)}


def _questions(knowledge: Knowledge) -> set[str]:
    """The keys of all questions of guided flows."""
    asked = {str(question.key) for guide in knowledge.guides.values() for question in guide.self_assessment}
    return asked | {str(statement.key) for statement in knowledge.quiz.statements}


def _stories(root: Path, domain: Domain, known: Known, found: list[Problem]) -> list[Story]:
    """Check rules, stories, their twins, and what they say; the stories of tests/."""
    data, tests = root / "data", root / "tests" / "stories"
    wrong: list[Problem] = []
    told = read_stories([data / "rules", data / "stories"], wrong)
    found += wrong
    misread: list[Problem] = []
    acted = read_stories([tests], misread, tests=True)
    found += misread
    for folder in (data, tests, root / "tests" / "nlu", root / "tests" / "tuning"):
        found += strays(folder)
    rules, stories = ([story for story in told if story.kind == kind] for kind in ("rule", "story"))
    twins = [story for story in acted if story.kind == "story"]
    broken = [*check_stories(told, domain), *check_stories(acted, domain)]
    misnamed = {(problem.path, problem.line) for problem in broken}
    sound = [rule for rule in rules if not any((step.path, step.line) in misnamed for step in rule.steps)]
    broken += check_rules(sound, [*stories, *twins])
    found += broken
    found += check_twins(data / "stories", tests)
    found += check_twin_stories(stories, twins, [*wrong, *misread, *broken])
    if domain.usable:
        for step in (step for story in acted for step in story.steps):
            found += (Problem(step.path, step.message_line, message) for message in marks_problems(step.message, known))
        found += check_actions(root / "actions", domain)
        found += check_answered(domain, told) if not wrong else ()  # what could not be read may answer
        said = said_responses([root / "actions", root / "bot"], domain, told)
        found += check_responses(said, domain, all_known=not wrong)
        found += check_placeholders([root / "actions", root / "bot" / "dialogue"], said, domain)
    return acted


def _phrases(
    root: Path, domain: Domain, known: Known, topics: Topics | None, acted: list[Story], found: list[Problem]
) -> None:
    """Check the phrases that are learnt and all those that test."""
    folder, tests = root / "data" / "nlu", root / "tests"
    wrong: list[Problem] = []
    training = training_phrases(folder, wrong)
    phrases = [*test_phrases(tests / "nlu", wrong), *test_phrases(tests / "tuning", wrong)]
    wrong += check_phrases(training, phrases, domain, known)
    messages = test_messages(tests, {topic.id for topic in topics.topics} if topics else (), wrong)
    wrong += repeated(messages)
    steps = [step for story in acted for step in story.steps if step.message]
    said = [Phrase(step.name, step.message, step.path, step.message_line) for step in steps]
    found += wrong
    found += check_apart(training, [*phrases, *messages, *said])
    found += check_counts(training, folder, wrong, domain)


def _topics(topics: Topics, domain: Domain, root: Path) -> Iterator[Problem]:
    """Every topic has its intent, and every intent about a job its topic."""
    path = root / "knowledge" / "topics.yml"
    intents = {topic.intent for topic in topics.topics}
    asked = {intent for intent in domain.intents if intent.startswith("ask_")} - {"ask_human", "ask_privacy"}
    source = read_yaml(path) if intents - domain.intents else None  # for the lines
    for index, topic in enumerate(topics.topics):
        if source is not None and topic.intent not in domain.intents:
            message = f"the topic '{topic.id}' needs the intent '{topic.intent}' in domain.yml; add it there"
            yield source.error(("topics", index, "id"), message + meant(topic.intent, asked - intents))
    for intent in sorted(asked - intents):
        message = f"the intent '{intent}' needs a topic '{intent.removeprefix('ask_')}' in topics.yml; add it there"
        yield Problem(root / "domain.yml", domain.line("intents", intent), message + meant(intent, intents - domain.intents))


def check() -> int:
    """Print every problem; 1 when there is an error, else 0."""
    found = problems()
    for problem in found:
        print(problem)
    wrong = len(errors(found))
    print(f"{wrong} error(s), {len(found) - wrong} warning(s).")
    return 1 if wrong else 0
