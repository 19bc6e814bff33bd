"""What templates do with parameters: one record for each place that reads one.

`op` says what is done with the value, in the words of the table of effects, which was measured with the real binary:
the name of the function (`markdownify`, `delimit`, `first 1`), or one of these:

- `output`: it is printed. `attr href`, `attr src`: into such an attribute. `js`: inside a script.
- `if`, `with`, `not`, `and`, `or`, `cond`, `default`: it is asked for truth. `or`, `default` with a
  constant: `constants`.
- `range`: its items, `range $i,$e`: with their keys, `range kv`.
- `field`: a key below it is read, as `.x` of a map (a fault if it is none); `.Param "v.x"`: the same, without a fault.
- `index "x"`, `index 0`: by a text or a number; `index $map v`: it is the key into a map of constants,
  `constants`, or into data files.
- `eq true`, `eq false`, `eq nil`, `eq "abc"`, `eq 5`, `eq v`: compared with a boolean, nothing, any text, any number, a
  value that is not known; `ne`, `gt`, `ge`, `lt`, `le` alike. The constant itself is in `constants`.
- `where = true`, `where != "abc"`, `where in v`: the key by which `where` filters pages, named by its operator (`=`,
  `!=`, `>`, `>=`, `<`, `<=`, `in`, `not in`, `intersect`, `like`) and the kind of constant, as for `eq`.
- `in v "abc"`: it is looked into; `in slice v`: it is looked for in a list of constants, `constants`.
- `partial name`: part of the name of a partial; `constants` are the values for which there is a file.
- `add`, `add "abc"`, `add v`: with a number, with a text (they are put together), with what is not known.
- `typeof`: its type is asked for. `handed on`: given to something that is not followed (jsonify to a script, a function
  that the table does not know).
"""

from __future__ import annotations

from typing import NamedTuple

Scalar = str | int | float | bool | None


class Ref(NamedTuple):
    """A parameter by its scope and path."""

    scope: str
    path: tuple[str, ...]


class Constant(NamedTuple):
    """A constant of a template as JSON: a scalar, a list or a map of them."""

    json: str


class Need(NamedTuple):
    """A parameter that must be set (`set`) or must not be set for a place to be reached."""

    scope: str
    path: tuple[str, ...]
    set: bool = True


class Use(NamedTuple):
    """One place that reads a parameter.

    `path`: the keys in lower case, `[]` for the items of a list; `spelled`: the last key as this place writes it.
    `file`: as its name was given to the interpreter; `line` and `column` count from 1. `guarded`: a test of the value's
    type stands around it, and `types` are those (of JSON Schema) that get there, all where it is empty. `needs`: other
    parameters that must be set for the place to be reached. `theme_words`: what a warnf or errorf under the condition
    on the parameter says. `fallback`: what counts where the parameter is not set, as this place has it.
    """

    scope: str
    """page, site, menu, resource, shortcode, language"""
    path: tuple[str, ...]
    spelled: str
    op: str
    constants: tuple[Scalar, ...]
    file: str
    line: int
    column: int
    guarded: bool = False
    needs: tuple[Need, ...] = ()
    theme_words: str = ""
    types: tuple[str, ...] = ()
    fallback: tuple[Ref | Constant, ...] = ()
    own: bool = False
    """It is a field of Hugo's that was read, as `.Title`, which Hugo has cast before."""
    when_set: bool = False
    """The place is reached only where the parameter itself is set and not empty."""
    audiences: tuple[str, ...] = ()
    """The pages that are shown by way of it (see reach.py), all where it is empty."""
