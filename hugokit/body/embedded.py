"""What Hugo's own shortcodes print, as HTML on one line or as Markdown (templates of 0.168; reference/hugo.md 2.7)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from hugokit.body.shortcodes import Param, Shortcode

_BOX = "position: relative; padding-bottom: 56.25%; height: 0; overflow: hidden;"
_FRAME = "position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;"
_ALLOW = "accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share"


@dataclass(frozen=True, slots=True)
class Output:
    """What a shortcode prints. html: on one line; text: as it is read; markdown: blocks.

    `note` says what differs from what Hugo prints, "" where nothing does. `fresh`: lines written anew, which take the
    indentation of their place.
    """

    kind: Literal["html", "text", "markdown"]
    content: str
    note: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What a shortcode needs of its page.

    `ref`: a reference to its URL, `param` a parameter's text, `inline` Markdown to HTML without a paragraph, `resource`
    a file's name to its URL; None where there is none. `indent`: the blanks before a call that begins its line.
    """

    ref: Callable[[str], str | None]
    param: Callable[[str], str | None]
    inline: Callable[[str], str]
    resource: Callable[[str], str | None]
    privacy: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    indent: Callable[[Shortcode], str] = lambda call: ""


Renderer = Callable[[Shortcode, str, Around], Output | None]


def render(call: Shortcode, inner: str, around: Around) -> Output | None:
    """What a call prints, `inner` being its content with shortcodes in it done; None for one that is not Hugo's own or
    that Hugo refuses.
    """
    renderer = _RENDERERS.get(call.name.lower())
    return renderer(call, inner, around) if renderer else None


def knows(name: str) -> bool:
    """Whether Hugo has a shortcode of this name in lower case, and what it prints is known here."""
    return name in _RENDERERS


def _said(value: Param | None) -> str:
    return "" if value is None else ("true" if value else "false") if isinstance(value, bool) else str(value)


def _get(call: Shortcode, name: str, position: int | None = None) -> str:
    found = call.get(name)
    if found is None and position is not None:
        found = call.get(position)
    return _said(found)


def _flag(call: Shortcode, name: str, default: bool) -> bool:
    found = call.get(name)
    if found in ("true", True, 1):
        return True
    return False if found in ("false", False, 0) and found is not None else default


def attributes(pairs: Mapping[str, str]) -> str:
    """` name="value"` for every value that is not empty."""
    return "".join(f' {name}="{html.escape(value)}"' for name, value in pairs.items() if value)


def _figure(call: Shortcode, inner: str, around: Around) -> Output:
    src = _get(call, "src")
    if not re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", src):
        src = around.resource(src) or quote(src, safe="%/:?#[]@!$&'()*+,;=~")
    caption = around.inline(_get(call, "caption"))
    alt = _get(call, "alt") or html.unescape(re.sub(r"<[^>]*>", "", caption))
    image = f'<img src="{html.escape(src)}"' + (f' alt="{html.escape(alt)}"' if alt else "")
    image += attributes({name: _get(call, name) for name in ("width", "height", "loading")}) + ">"
    if link := _get(call, "link"):
        image = f"<a{attributes({'href': link, 'target': _get(call, 'target'), 'rel': _get(call, 'rel')})}>{image}</a>"
    return Output(
        "html", f"<figure{attributes({'class': _get(call, 'class')})}>{image}{_caption(call, caption, around)}</figure>"
    )


def _caption(call: Shortcode, caption: str, around: Around) -> str:
    title, attr, link = (_get(call, name) for name in ("title", "attr", "attrlink"))
    if not (title or caption or attr):
        return ""
    head = f"<h4>{html.escape(title, quote=False)}</h4>" if title else ""
    source = around.inline(attr)
    if link:
        source = f'<a href="{html.escape(link)}">{source}</a>'
    text = f"<p>{caption}{' ' if link else ''}{source}</p>" if caption or attr else ""
    return f"<figcaption>{head}{text}</figcaption>"


def _youtube(call: Shortcode, inner: str, around: Around) -> Output | None:
    video = _get(call, "id", 0)
    if not video:
        return None
    autoplay, loop = _flag(call, "autoplay", False), _flag(call, "loop", False)
    query = {
        "autoplay": int(autoplay),
        "controls": int(_flag(call, "controls", True)),
        "end": _get(call, "end") or 0,
        "loop": int(loop),
        "mute": int(autoplay or _flag(call, "mute", False)),
        "start": _get(call, "start") or 0,
    }
    if loop:
        query["playlist"] = video
    private = around.privacy.get("youtube", {}).get("privacyenhanced") is True
    host = "www.youtube-nocookie.com" if private else "www.youtube.com"
    asked = "&".join(f"{key}={quote(str(query[key]), safe='')}" for key in sorted(query))
    allow = _ALLOW + ("; fullscreen" if _flag(call, "allowFullScreen", True) else "")
    frame = {
        "allow": allow,
        "loading": _get(call, "loading") or "eager",
        "referrerpolicy": "strict-origin-when-cross-origin",
        "src": f"https://{host}/embed/{video}?{asked}",
        "title": _get(call, "title") or "YouTube video",
    }
    return Output("html", _framed(_get(call, "class"), frame))


def _vimeo(call: Shortcode, inner: str, around: Around) -> Output | None:
    video = _get(call, "id", 0)
    if not video:
        return None
    positional = bool(call.args)
    private = around.privacy.get("vimeo", {}).get("enablednt") is True
    frame = {
        "src": f"https://player.vimeo.com/video/{video}?dnt={int(private)}",
        "allow": "fullscreen" if _flag(call, "allowFullScreen", True) else "",
        "loading": _get(call, "loading", 3 if positional else None),
        "title": _get(call, "title", 2 if positional else None) or "Vimeo video",
    }
    return Output("html", _framed(_get(call, "class", 1 if positional else None), frame))


def _framed(css: str, frame: dict[str, str]) -> str:
    box = {"class": css} if css else {"style": _BOX}
    style = {} if css else {"style": _FRAME}
    return f"<div{attributes(box)}><iframe{attributes({**frame, **style})}></iframe></div>"


def _details(call: Shortcode, inner: str, around: Around) -> Output:
    summary = around.inline(_get(call, "summary") or "Details")
    marks = attributes({"class": _get(call, "class"), "name": _get(call, "name")})
    marks += " open" if _flag(call, "open", False) else ""
    marks += attributes({"title": _get(call, "title")})
    return Output("markdown", f"<details{marks}><summary>{summary}</summary>\n\n{inner.strip(chr(10))}\n\n</details>")


def _highlight(call: Shortcode, inner: str, around: Around) -> Output:
    code = _deindent(inner, around.indent(call)).strip("\n\r")
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * max(3, longest + 1)
    options = _said(call.get(1))
    wanted = re.search(r"linenos\s*=\s*(?!false\b|\"false\")|hl_lines", options)
    note = f"the options {options!r} (line numbers, marked lines) are left out" if wanted else ""
    return Output("markdown", f"{fence}{_said(call.get(0))}\n{code}\n{fence}", note, fresh=True)


def _deindent(text: str, indent: str) -> str:
    """The text without the indentation that the line of its shortcode has, as Hugo's .InnerDeindent."""
    return "\n".join(line.removeprefix(indent) for line in text.split("\n")) if indent else text


def _ref(call: Shortcode, inner: str, around: Around) -> Output | None:
    path = _get(call, "path", 0)
    if not call.args and not call.named:
        return None
    found = around.ref(path)
    if found is None:
        return Output("text", "", f"no page {path!r} was found, so the link is empty, as in Hugo")
    return Output("text", found)


def _param(call: Shortcode, inner: str, around: Around) -> Output:
    key = _said(call.get(0))
    found = around.param(key)
    return Output(
        "text", found or "", "" if found else f"there is no parameter {key!r}, so nothing is printed, as in Hugo"
    )


def _link(url: str, note: str) -> Output:
    shown = html.escape(url)
    return Output("html", f'<a href="{shown}">{shown}</a>', note)


def _x(call: Shortcode, inner: str, around: Around) -> Output:
    user, number = _get(call, "user") or "i/web", _get(call, "id", 0)
    return _link(
        f"https://x.com/{user}/status/{number}", "a link stands for the post, which Hugo fetches when it builds"
    )


def _instagram(call: Shortcode, inner: str, around: Around) -> Output:
    return _link(f"https://www.instagram.com/p/{_get(call, 'id', 0)}/", "a link stands for the embedded post")


def _gist(call: Shortcode, inner: str, around: Around) -> Output:
    user, number, file = (_said(call.get(at)) for at in range(3))
    query = f"?file={quote(file)}" if file else ""
    source = html.escape(f"https://gist.github.com/{user}/{number}.js{query}")
    return Output("html", f'<script src="{source}"></script>', "Hugo has removed this shortcode in 0.156")


def _qr(call: Shortcode, inner: str, around: Around) -> Output:
    text = _get(call, "text") or inner.strip()
    return Output("text", text, "the text stands for the image of its QR code")


_COMMENT = "Hugo does not publish what is in it, and it is not in the new site either"
_RENDERERS: dict[str, Renderer] = {
    "figure": _figure,
    "youtube": _youtube,
    "vimeo": _vimeo,
    "vimeo_simple": _vimeo,
    "details": _details,
    "highlight": _highlight,
    "ref": _ref,
    "relref": _ref,
    "param": _param,
    "x": _x,
    "x_simple": _x,
    "tweet": _x,
    "twitter": _x,
    "twitter_simple": _x,
    "instagram": _instagram,
    "instagram_simple": _instagram,
    "gist": _gist,
    "qr": _qr,
    "comment": lambda call, inner, around: Output("text", "", _COMMENT if inner.strip() else ""),
}
