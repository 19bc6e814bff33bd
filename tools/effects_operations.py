"""The operations that tools/effects.py measures: name -> (template on `.Params.v`, the kinds of values it is for).

The kinds: s text, n number, b boolean, a list, o map, d date; "*" takes anything,
"?" only asks whether there is a value.
The names are those of hugokit/gotemplate/evidence.py.
"""

from __future__ import annotations

V = ".Params.v"
SHOW = "{{ with %s }}<{{ jsonify . }}>{{ end }}"


def piped(call: str) -> str:
    """A template that prints what a call gives; %s in it is the value."""
    return "{{ " + call.replace("%s", V) + " }}"


def on(test: str) -> str:
    """A template that says whether a test holds."""
    return "{{ if " + test.replace("%s", V) + " }}ON{{ else }}OFF{{ end }}"


def looped(call: str) -> str:
    """A template that prints the items of what a call gives."""
    return "{{ range " + call.replace("%s", V) + " }}<{{ jsonify . }}>{{ end }}"


def filtered(operator: str, constant: str, key: str = "Params.v") -> str:
    """A template that says whether a `where` keeps the page."""
    return f'{{{{ len (where (slice .) "{key}" "{operator}" {constant}) }}}}'


ADD_UNKNOWN = (
    '{{ $sum := try (add "x" .Params.v) }}{{ with $sum.Err }}{{ add 1 $.Params.v }}{{ else }}{{ $sum.Value }}{{ end }}'
)


TRUTH = {
    "if": (on("%s"), "?"),
    "with": ("{{ with .Params.v }}ON{{ else }}OFF{{ end }}", "?"),
    "not": ("{{ if not .Params.v }}OFF{{ else }}ON{{ end }}", "?"),
    "and": ("{{ if and .Params.v true }}ON{{ else }}OFF{{ end }}", "?"),
    "or": (piped('or %s "DEF"'), "?"),
    "cond": (piped('cond (%s | not | not) "A" "B"'), "?"),
    "default": (piped('%s | default "DEF"'), "?"),
    **{f"default {word} if": (on(f"%s | default {word}"), "?") for word in ("true", "false")},
    "isset": ('{{ isset .Params "v" }}', "?"),
}
COMPARED = {
    **{f"{word} true": (on(f"{word} %s true"), "b") for word in ("eq", "ne")},
    **{f"{word} false": (on(f"{word} %s false"), "b") for word in ("eq", "ne")},
    **{f'{word} "abc"': (on(f'{word} %s "abc"'), "s") for word in ("eq", "ne", "gt", "ge", "lt", "le")},
    **{f"{word} 5": (on(f"{word} %s 5"), "n") for word in ("eq", "ne", "gt", "ge", "lt", "le")},
    **{f"{word} 3": (on(f"{word} %s 3"), "n") for word in ("gt", "lt")},
    **{f"{word} nil": (on(f"{word} %s nil"), "?") for word in ("eq", "ne")},
    "in slice v": (on('in (slice "abc" "d") %s'), "s"),
    'in v "abc"': (on('in %s "abc"'), "sa"),
    "in v v": (on("in %s (printf `abc`)"), "sa"),
}
CONSTANTS = {"true": "b", "false": "b", '"abc"': "s", "5": "n", "nil": "?"}
FILTERED = {
    f"where {operator} {name}": (filtered(operator, name), wants)
    for operator in ("=", "!=", ">", ">=", "<", "<=")
    for name, wants in CONSTANTS.items()
    if operator in {"=", "!="} or name in {'"abc"', "5"}
} | {
    "where in v": (filtered("in", '(slice "abc" "x")'), "s"),
    "where not in v": (filtered("not in", '(slice "abc" "x")'), "s"),
    "where intersect v": (filtered("intersect", '(slice "abc" "x")'), "a"),
    'where like "abc"': (filtered("like", '"^a"'), "s"),
    'where "x.y"': (filtered("=", '"y"', "Params.v.x"), "o"),
}
LISTS = {
    "range": (looped("%s"), "ao"),
    "range $i,$e": ("{{ range $i, $e := .Params.v }}<{{ $i }}={{ jsonify $e }}>{{ end }}", "ao"),
    "range urlize": ("{{ range .Params.v }}<{{ . | urlize }}>{{ end }}", "a"),
    "range field": ("{{ range .Params.v }}<{{ jsonify .name }}>{{ end }}", "a"),
    "delimit": (piped('delimit %s ", "'), "ao"),
    "first 1": (looped("first 1 %s"), "a"),
    "first v": (looped("first %s (slice 1 2 3)"), "n"),
    "after 1": (piped("after 1 %s | jsonify"), "a"),
    "len": (piped("len %s"), "sao"),
    "sort": (piped("sort %s | jsonify"), "ao"),
    "append": (piped('slice "z" | append %s | jsonify'), "a"),
    "union": (piped('union (slice "z") %s | jsonify'), "a"),
    "intersect": (piped('intersect (slice "abc") %s | jsonify'), "a"),
    "uniq": (piped("uniq %s | jsonify"), "a"),
    "apply": (piped('apply %s "upper" "." | jsonify'), "a"),
    "index 0": (SHOW % "(index .Params.v 0)", "a"),
    "where": (piped('len (where %s "x" "y")'), "a"),
    "GetTerms": ('{{ len (.GetTerms "v") }}', "*"),
}
MAPS = {
    "field": ("{{ with .Params.v.x }}<{{ jsonify . }}>{{ end }}", "o"),
    "field field": ("{{ with .Params.v.x.y }}<{{ jsonify . }}>{{ end }}", "o"),
    '.Param "v.x"': ('{{ with .Param "v.x" }}<{{ jsonify . }}>{{ end }}', "o"),
    'index "x"': ('{{ with index .Params.v "x" }}<{{ jsonify . }}>{{ end }}', "o"),
    "isset v x": ('{{ isset .Params.v "x" }}', "o"),
    "merge": (piped('merge (dict "a" 1) %s | jsonify'), "o"),
    "index $map v": ('<{{ index (dict "abc" "A") .Params.v }}>', "s"),
}
TEXTS = {
    **{
        name: (piped(f"{name} %s"), "sn")
        for name in (
            "markdownify plainify urlize relURL absURL safeHTML safeURL lower title humanize emojify string"
        ).split()
    },
    "trim": (piped('trim %s " "'), "sn"),
    "split": (piped('split %s "," | jsonify'), "sn"),
    "replace": (piped('replace %s "a" "b"'), "sn"),
    "hasPrefix": (piped('hasPrefix %s "a"'), "s"),
    "truncate": (piped("truncate 4 %s"), "sn"),
    "findRE": (piped('findRE "[a]" %s 1 | jsonify'), "s"),
    "printf %s": ('{{ printf "%s" .Params.v }}', "s"),
    "printf %d": ('{{ printf "%d" .Params.v }}', "n"),
    "printf %v": ('{{ printf "%v" .Params.v }}', "sn"),
    "print": (piped('print "x" %s'), "sn"),
    "path.Join": (piped('path.Join "a" %s'), "sn"),
    "urls.Parse": (piped("(urls.Parse %s).Path"), "sn"),
    "RenderString": (piped(".RenderString %s"), "sn"),
    "GetPage": ("{{ with .GetPage .Params.v }}{{ .Path }}{{ end }}", "s"),
    "Resources.GetMatch": ("{{ with .Resources.GetMatch .Params.v }}{{ .Name }}{{ end }}", "s"),
    "resources.Get": ("{{ with resources.Get .Params.v }}{{ .Name }}{{ end }}", "s"),
    "partial name": ('{{ partial (printf "widgets/%s.html" .Params.v) . }}', "s"),
}
OUTPUT = {
    "output": (piped("%s"), "snd"),
    "with out": ("{{ with .Params.v }}<{{ . }}>{{ end }}", "snd"),
    "attr href": ('<a href="{{ .Params.v }}">', "sn"),
    "attr src": ('<img src="{{ .Params.v }}">', "sn"),
    "js": ("<script>var a = {{ .Params.v }};</script>", "*"),
    "jsonify": (piped("jsonify %s"), "*"),
}
NUMBERS = {
    "int": (piped("int %s"), "n"),
    'add "abc"': (piped('add "x" %s'), "s"),
    "add v": (ADD_UNKNOWN, "sn"),
    "add": (piped("add %s 1"), "n"),
    "mul": (piped("mul %s 2"), "n"),
    "seq": (piped("seq %s | jsonify"), "n"),
}
DATES = {
    "dateFormat": (piped('dateFormat "2006" %s'), "d"),
    "time.Format": (piped('time.Format "2006" %s'), "d"),
    ".Format": ('{{ .Params.v.Format "2006" }}', "d"),
    "format layout": ("{{ .Date.Format .Params.v }}", "s"),
    "time": (piped("time %s"), "d"),
    "time.AsTime": (piped("(time.AsTime %s).Year"), "d"),
}
OPERATIONS: dict[str, tuple[str, str]] = {
    **OUTPUT, **TRUTH, **COMPARED, **FILTERED, **LISTS, **MAPS, **TEXTS, **NUMBERS, **DATES,
}  # fmt: skip
