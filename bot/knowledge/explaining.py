"""What pydantic finds in a file, in words for somebody who is no programmer: the key, the value as written, what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, StrictBool, ValidationError
from pydantic.fields import SHAPE_DICT, SHAPE_LIST, ModelField

from bot.knowledge.fields import Clock, Id, RomeCode, Slug, Year
from bot.knowledge.yaml_source import Location, Source
from bot.problems import Problem, meant, near

_MAX_SHOWN = 60
_FEW = 12
"""Keys of a group that are listed beside an unknown one."""
_NUMBER = re.compile(r"\s*-?\d[\d\s.,\u00a0\u202f]*(?:%|€|EUR|ans?)?\s*", re.IGNORECASE)
"""A number as people write it."""
_FORMS = {
    Clock.regex: 'a time such as "06:00" is wanted; write it with four figures, between quotes',
    Slug.regex: "small letters without accents are wanted, with '-' between words; write it so",
    Id.regex: "small letters without accents are wanted, with '_' between words; write it so",
    RomeCode.regex: "a letter and four figures are wanted, such as L1302; look the code up in the register",
}


def problems_of(error: ValidationError, source: Source, model: type[BaseModel]) -> list[Problem]:
    """All that is wrong with the data of a file; a key that is misspelt is not told to be missing, too."""
    items: list[Any] = error.errors()
    meant_by = [_misspelt(_location(item), model) for item in items if item["type"] == "value_error.extra"]
    told = [item for item in items if item["type"] != "value_error.missing" or _location(item) not in meant_by]
    return [source.error(_location(item), explain(item, source, model)) for item in told]


def explain(item: Any, source: Source, model: type[BaseModel]) -> str:
    """One line about one thing that pydantic found."""
    location, kind, context = _location(item), item["type"], item.get("ctx", {})
    where = ".".join(str(part) for part in location) or "the file"
    if location and location[-1] == "__key__":
        return _wrong_key(location, item, source)
    if kind == "value_error.extra":
        return _unknown_key(location, model)
    if kind == "value_error.missing":
        return f"'{where}' is missing; add it{_hint(_field(location, model))}"
    value = _value(source.data, location)
    if kind == "value_error.any_str.max_length":
        return f"'{where}' has {len(str(value))} characters, more than {context['limit_value']}; shorten or split it"
    if kind in _COUNTED:
        return f"'{where}' has {len(value)} entries, and {_COUNTED[kind].format(context['limit_value'])}"
    field = _field(location, model)
    if value is None and re.search(r"[:-] #", source.written_at(location)):
        return f"'{where}' is empty, since what stands behind '#' is not read; put a text with '#' between quotes \"…\""
    if value is None or (isinstance(value, str) and not value.strip()):
        return f"'{where}' is empty{_instead_of_nothing(kind, field, entry=not location or isinstance(location[-1], int))}"
    part = field if not location or isinstance(location[-1], str) else _field(location[:-1], model)
    if kind == "type_error.dict" and part is not None and _is_model(part.type_):
        keys = ", ".join(part.type_.__fields__)
        return f"'{where}' is {shown(value)}, and a group of keys is wanted; write them: {keys}"
    if kind in _ADVICE:
        if field is not None and field.type_ is Year:
            context = {"example": "2025", **context}
        null = _OR_NULL if field is not None and field.allow_none and field.required else ""
        return f"'{where}' is {shown(value)}, and {_ADVICE[kind](value, context)}{null}"
    said = item["msg"] if "; " in item["msg"] else f"{item['msg']}; correct it"
    return f"'{where}': {said}" if isinstance(value, dict | list) else f"'{where}' is {shown(value)}: {said}"


def _unknown_key(location: Location, model: type[BaseModel]) -> str:
    name, first = _misspelt(location, model), _first_word(location[-1])
    if first != location[-1]:
        return f"'{str(location[-1])[:40]}' has no ':' behind '{first}'; write `{first}: …`"
    keys = list(_model_at(location[:-1], model).__fields__)
    more = f"; did you mean '{name[-1]}'?" if name else f"; the keys here are {', '.join(keys)}" if len(keys) <= _FEW else ""
    return f"'{'.'.join(map(str, location))}' is not a key of the schema; check its spelling or remove it{more}"


def shown(value: Any) -> str:
    """A value as its author wrote it."""
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a group of keys"
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    written = repr(value)
    return written if len(written) <= _MAX_SHOWN else written[: _MAX_SHOWN - 3] + "…'"


def _location(item: Any) -> Location:
    return tuple(part for part in item["loc"] if part != "__root__")


def _value(data: Any, location: Location) -> Any:
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _wrong_key(location: Location, item: Any, source: Source) -> str:
    context, above = item.get("ctx", {}), ".".join(str(part) for part in location[:-1])
    if "permitted" in context:
        permitted, given = [str(key) for key in context["permitted"]], str(context["given"])
        return f"'{given}' is not a key of '{above}'; write one of {', '.join(permitted)}{meant(given, permitted)}"
    pattern = context.get("pattern", "")
    wrong = [str(key) for key in _value(source.data, location[:-1]) or () if not re.match(pattern, str(key))]
    wanted = _FORMS.get(pattern, f"{item['msg']}; correct it")
    return f"{', '.join(map(repr, wrong)) or 'a key'} is no key for '{above}': {wanted}"


def _hint(field: ModelField | None) -> str:
    """What may be written for a key that is missing, where it is one of a few words."""
    if field is None:
        return ""
    if get_origin(field.outer_type_) is Literal:
        return f": one of {', '.join(map(str, get_args(field.outer_type_)))}"
    if field.outer_type_ is StrictBool:
        return f": true or false{_OR_NULL if field.allow_none else ''}"
    return ""


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _field(location: Location, model: type[BaseModel]) -> ModelField | None:
    """The field at a place; None when it is an entry of a list or of a mapping."""
    field = None
    for part in ("__root__", *location):
        field = model.__fields__.get(part) if isinstance(part, str) else None
        if field is not None and _is_model(field.type_):
            model = field.type_
    return field


def _instead_of_nothing(kind: str, field: ModelField | None, *, entry: bool) -> str:
    """What to write where nothing stands."""
    if field is not None and field.shape in (SHAPE_LIST, SHAPE_DICT):
        kind = "type_error.list" if field.shape == SHAPE_LIST else "type_error.dict"
    advice = _WANTED_INSTEAD.get(kind, _WANTED_INSTEAD[""])
    needed = not entry if field is None else field.required  # a value of a mapping is under a key that is meant
    return advice if needed else f"{advice}, or remove the line"


def _misspelt(location: Location, model: type[BaseModel]) -> Location | None:
    """The place of the key that is meant by an unknown one; None when none is like it."""
    name = near(_first_word(location[-1]), list(_model_at(location[:-1], model).__fields__))
    return (*location[:-1], name) if name else None


def _model_at(location: Location, model: type[BaseModel]) -> type[BaseModel]:
    """The model of the group of keys at a place."""
    for part in ("__root__", *location):
        field = model.__fields__.get(part) if isinstance(part, str) else None
        if field is not None and _is_model(field.type_):
            model = field.type_
    return model


def _first_word(key: object) -> str:
    """A key, or its first word when a text stands behind it, whose own ': ' ends the key."""
    found = re.match(r"([\w-]+),? ?[\"'«“]", str(key))
    return found[1] if found else str(key)


def _text_wanted(value: Any, _: Any) -> str:
    if isinstance(value, dict):
        return "text is wanted; put it between quotes \"…\" if it is a text that holds ': '"
    return "text is wanted; put it between quotes if it is meant"


def _number_wanted(value: Any, context: Any) -> str:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return f"a whole number is wanted; write {re.sub('[^0-9-]', '', value)}"
    how = "without a dot" if isinstance(value, float) else "with figures alone"
    return f"a whole number is wanted; write it {how}, such as {context.get('example', '2500')}"


def _one_of(value: Any, context: Any) -> str:
    permitted: Sequence[str] = [str(name) for name in context.get("permitted", ())]
    quotes = "; put it between quotes" if isinstance(value, bool) else ""
    listed = f"one of {', '.join(permitted)}" if len(permitted) > 1 else permitted[0]
    return f"another word is wanted; write {listed}{quotes}{meant(str(value), permitted)}"


def _form(_: Any, context: Any) -> str:
    return _FORMS.get(context["pattern"], f"this form is wanted: {context['pattern']}")


_COUNTED = {
    "value_error.list.min_items": "at least {} must be there; add what is missing",
    "value_error.list.max_items": "at most {} may be there; remove what is too much",
}
_OR_NULL = ", or null where the source does not say"
_ADVICE: dict[str, Callable[[Any, Any], str]] = {
    "type_error.str": _text_wanted,
    "type_error.integer": _number_wanted,
    "value_error.strictbool": lambda *_: "true (yes) or false (no) is wanted; write one of them, without quotes",
    "type_error.list": lambda *_: "a list is wanted; write [one, two], or each on a line of its own with '- ' before it",
    "type_error.dict": lambda *_: "a group of keys is wanted; write `key: value` lines under it",
    "value_error.const": _one_of,
    "value_error.list.unique_items": lambda *_: "each entry may stand in it once; remove what stands twice",
    "value_error.str.regex": _form,
    "value_error.number.not_ge": lambda _, context: f"at least {context['limit_value']} is wanted; check it",
    "value_error.number.not_le": lambda _, context: f"at most {context['limit_value']} is wanted; check it",
}
_WANTED_INSTEAD = {
    "": '; write its text between quotes "…"',
    "type_error.list": ", and a list is wanted; write its entries, or [] for none",
    "type_error.dict": ", and a group of keys is wanted; write `key: value` lines under it",
    "type_error.integer": ", and a whole number is wanted; write it",
    "value_error.strictbool": "; write true or false",
}
"""What to do about an empty value, by what pydantic says of it."""
