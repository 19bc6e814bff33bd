"""What each template function does to its arguments: data, in the words of the table of effects.

A function that is not here is not followed: what it gets counts as handed on.
"""

from __future__ import annotations

from typing import NamedTuple


class Function(NamedTuple):
    """`op` of the arguments in order, the last for all that follow, "" for none; `gives`: what comes back.

    `gives` is "" (nothing that is followed), "made" (a text made of the last argument), "made first" (of the first),
    "first", "last" or "all".
    """

    ops: tuple[str, ...]
    gives: str = ""


def _all(names: str, function: Function) -> dict[str, Function]:
    return dict.fromkeys(names.split(), function)


FUNCTIONS: dict[str, Function] = {
    **_all("markdownify plainify emojify htmlEscape htmlUnescape chomp", Function(("markdownify",), "made")),
    **_all("urlize anchorize", Function(("urlize",), "made")),
    **_all("relURL relLangURL", Function(("relURL",), "made")),
    **_all("absURL absLangURL", Function(("absURL",), "made")),
    **_all(
        "md5 sha1 sha256 sha512 base64Encode base64Decode countwords countrunes singularize pluralize",
        Function(("lower",)),
    ),
    **_all("highlight strings.Repeat pygments xxhash fnv32a", Function(("lower", ""))),
    **_all("trim strings.TrimSpace strings.Trim", Function(("trim", "lower"), "made first")),
    **_all(
        "strings.TrimPrefix strings.TrimSuffix strings.TrimLeft strings.TrimRight", Function(("lower", "trim"), "made")
    ),
    **_all(
        "strings.ContainsAny strings.Count",
        Function(("hasPrefix", "lower")),
    ),
    **_all("split", Function(("split", "lower"))),
    **_all("replace", Function(("replace", "lower", "lower"))),
    **_all("replaceRE", Function(("lower", "lower", "replace"))),
    **_all("findRE findRESubmatch", Function(("lower", "findRE", ""))),
    **_all("substr slicestr", Function(("truncate", "int"))),
    **_all("truncate", Function(("int", "truncate"))),
    **_all(
        "path.Base path.Dir path.Ext path.BaseName path.Clean path.Split",
        Function(("path.Join",)),
    ),
    **_all("urls.Parse", Function(("urls.Parse",))),
    **_all("println warnf errorf erroridf warnidf", Function(("print",))),
    **_all("transform.ToMath transform.Remarshal", Function(("jsonify",))),
    **_all("int float", Function(("int",), "made")),
    **_all("sub math.Max math.Min", Function(("add",))),
    **_all(
        "mul div mod modBool math.Round math.Ceil math.Floor math.Abs math.Sqrt math.Pow",
        Function(("mul",)),
    ),
    **_all("seq", Function(("seq",))),
    **_all("dateFormat time.Format", Function(("lower", "time.Format"))),
    **_all("time", Function(("time",), "made")),
    **_all("delimit", Function(("delimit", "lower"))),
    **_all("after", Function(("first v", "after 1"), "last")),
    **_all("len", Function(("len",))),
    **_all("uniq shuffle collections.Reverse", Function(("uniq",), "last")),
    **_all("apply", Function(("apply", ""))),
    **_all("union intersect symdiff complement", Function(("union",), "all")),
    **_all("group", Function(("lower", "union"), "last")),
    **_all(
        "readFile fileExists os.Stat readDir resources.GetRemote getJSON getCSV imageConfig",
        Function(("resources.Get",)),
    ),
    **_all("querify", Function(("print",))),
    **_all("hugo.Version crypto.HMAC", Function(("lower",))),
    **_all(
        "diagrams.Goat transform.Unmarshal unmarshal postCSS",
        Function(("",)),
    ),
    **_all(
        "resources.PostCSS resources.Copy js.Batch",
        Function(("",)),
    ),
    **_all(
        "resources.FromString resources.Concat css.Build css.TailwindCSS resources.PostProcess", Function(("lower", ""))
    ),
    **_all("debug.Dump templates.Exists debug.Timer os.Getenv highlight.CanHighlight", Function(("",))),
    **_all("templates.Current templates.Defer time.Duration time.Now now", Function(("",))),
    **_all(
        "lang.FormatNumber lang.FormatNumberCustom lang.FormatCurrency lang.FormatAccounting lang.FormatPercent",
        Function(("", "add")),
    ),
}
for _name in "lower upper string".split():
    FUNCTIONS[_name] = Function(("lower" if _name == "upper" else _name, ""), "made")
for _name in "title humanize safeHTML safeURL".split():
    FUNCTIONS[_name] = Function((_name,), "made")
for _name in "html js urlquery".split():  # Go's own: they print whatever they get
    FUNCTIONS[_name] = Function(("print",), "made")
for _name in "safeCSS safeJS safeJSStr safeHTMLAttr".split():
    FUNCTIONS[_name] = Function(("safeHTML",), "made")

ALIASES = {
    **{
        f"strings.{new}": old
        for new, old in (
            ("ToLower", "lower"),
            ("ToUpper", "upper"),
            ("Title", "title"),
            ("Replace", "replace"),
            ("Split", "split"),
            ("ReplaceRE", "replaceRE"),
            ("FindRE", "findRE"),
            ("FindRESubmatch", "findRESubmatch"),
            ("HasPrefix", "hasPrefix"),
            ("HasSuffix", "hasSuffix"),
            ("Substr", "substr"),
            ("SliceString", "slicestr"),
            ("Truncate", "truncate"),
            ("Chomp", "chomp"),
            ("CountWords", "countwords"),
            ("CountRunes", "countrunes"),
            ("RuneCount", "countrunes"),
            ("FirstUpper", "title"),
        )
    },
    **{
        f"{space}.{name[0].upper()}{name[1:]}": name
        for space, names in {
            "collections": "after append apply complement delimit first group in index intersect last merge "
            "querify seq shuffle slice sort symdiff union uniq where",
            "compare": "eq ne ge gt le lt",
            "transform": "emojify highlight markdownify plainify htmlEscape",
            "inflect": "humanize singularize pluralize",
            "fmt": "print printf println warnf errorf erroridf",
            "encoding": "jsonify base64Encode base64Decode",
        }.items()
        for name in names.split()
    },
    "compare.Default": "default",
    "compare.Conditional": "cond",
    "collections.Dictionary": "dict",
    "collections.IsSet": "isset",
    "collections.D": "seq",
    "transform.HTMLEscape": "htmlEscape",
    "transform.HTMLUnescape": "htmlUnescape",
    "safe.HTML": "safeHTML",
    "safe.URL": "safeURL",
    "safe.CSS": "safeCSS",
    "safe.JS": "safeJS",
    "safe.JSStr": "safeJSStr",
    "safe.HTMLAttr": "safeHTMLAttr",
    "urls.URLize": "urlize",
    "urls.Anchorize": "anchorize",
    "urls.RelURL": "relURL",
    "urls.AbsURL": "absURL",
    "urls.RelLangURL": "relLangURL",
    "urls.AbsLangURL": "absLangURL",
    "cast.ToInt": "int",
    "cast.ToFloat": "float",
    "cast.ToString": "string",
    "lang.Translate": "i18n",
    "T": "i18n",
    "crypto.MD5": "md5",
    "crypto.SHA1": "sha1",
    "crypto.SHA256": "sha256",
    "math.Add": "add",
    "math.Sub": "sub",
    "math.Mul": "mul",
    "math.Div": "div",
    "math.Mod": "mod",
    "math.ModBool": "modBool",
    "time.AsTime": "time",
    "encoding.Jsonify": "jsonify",
    "partials.Include": "partial",
    "partials.IncludeCached": "partialCached",
    "os.FileExists": "fileExists",
    "os.ReadFile": "readFile",
    "os.ReadDir": "readDir",
    "newScratch": "collections.NewScratch",
    "hash.XxHash": "xxhash",
    "images.Config": "imageConfig",
}
"""Other names of functions."""
