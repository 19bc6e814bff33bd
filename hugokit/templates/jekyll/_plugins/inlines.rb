# The text of paragraphs and headings. Under 0BSD: use it as you like.
require "cgi"
require_relative "headings"
require_relative "signs"

module Kept
  # A piece of a line. `nesting`: 1 opens, -1 closes, 0 stands alone; `bare`: a link that is its own text.
  Piece = Struct.new(:type, :text, :html, :nesting, :bare)

  class Inlines
    RUNS = /\A(?:javascript|vbscript|file|data):(?!image\/(?:png|gif|jpeg|webp|svg))/i
    OMITTED = "<!-- raw HTML omitted -->"
    TAGS = { emph: "em", strong: "strong", strikethrough: "del" }.freeze
    OPENERS = { emph: "*", strong: "**", strikethrough: "~~", code: "`", link: "[", image: "![", footnote_reference: "[^" }.freeze

    def initialize(options, source, notes)
      @options = options
      @source = source
      @notes = notes
      @in_link = 0
      # Goldmark never forgets a quote that was not closed: the next paragraph may close it.
      @signs = Signs.new(options["typographer"])
    end

    # The pieces of a paragraph, heading or cell.
    def pieces(block)
      @raw = false
      @brackets = 0
      @out = []
      children(block, "\n", "")
      @out
    end

    def html(pieces)
      pieces.map(&:html).join
    end

    private

    def children(node, before, after)
      parts = merged(node)
      parts.each_with_index do |part, at|
        inline(part, at.zero? ? before : behind(parts[at - 1]), at + 1 < parts.length ? ahead(parts[at + 1]) : after)
      end
    end

    # The nodes, with neighbouring texts as one string.
    def merged(node)
      groups = node.to_a.chunk_while { |one, two| one.type == :text && two.type == :text }
      groups.flat_map { |group| group.first.type == :text ? [@source.with_emphasis(group.map(&:string_content).join)] : group }
    end

    # The sign of the source that stands right behind a part.
    def behind(part)
      return part[-1] || "\n" if part.is_a?(String)

      case part.type
      when :inline_html then ">"
      when :softbreak, :linebreak then "\n"
      when :link, :image then ")"
      when :footnote_reference then "]"
      else OPENERS.fetch(part.type, " ")[0]
      end
    end

    def ahead(part)
      return part if part.is_a?(String)
      return "<" if part.type == :inline_html
      return "\n" if %i[softbreak linebreak].include?(part.type)

      OPENERS.fetch(part.type, " ") + begins(part)
    end

    def begins(part)
      return part.string_content[0].to_s if %i[text code].include?(part.type)

      child = part.first_child
      child ? begins(child) : ""
    end

    def inline(node, before, after)
      return text(node, before, after) if node.is_a?(String)

      case node.type
      when :softbreak then add(:break, " ", @options["hardWraps"] ? "<br>\n" : "\n")
      when :linebreak then add(:break, " ", "<br>\n")
      when :code then code(node)
      when :inline_html then raw(node.string_content)
      when :footnote_reference then add(:note, "", @notes.reference(node.string_content))
      when :image then image(node)
      when :link then link(node)
      else wrapped(node, TAGS.fetch(node.type), after)
      end
    end

    def add(type, text, html, nesting = 0, bare: false)
      @out << Piece.new(type, text, html, nesting, bare)
    end

    def escape(text)
      CGI.escapeHTML(text).gsub("&#39;", "'")
    end

    def wrapped(node, tag, after)
      sign = tag == "del" ? "~" : "*"
      add(:open, "", "<#{tag}>", 1)
      children(node, sign, (tag == "strong" ? "**" : sign) + after)
      add(:close, "", "</#{tag}>", -1)
    end

    def code(node)
      text = @source.verbatim(node.string_content)
      add(:code, text, "<code>#{escape(text)}</code>")
    end

    def text(content, before, after)
      protocol = @options["linkifyProtocol"] if @in_link.zero? && @options["linkify"]
      pieces = protocol ? BareLinks.split(content, @brackets) : [[:text, content]]
      pieces.each_with_index do |(kind, part), at|
        next bare(part, BareLinks.address(part, protocol)) if kind == :link

        signs(part, at.zero? ? before : pieces[at - 1][1][-1], at + 1 < pieces.length ? pieces[at + 1][1] : after, protocol)
      end
    end

    def signs(content, before, after, protocol)
      links = protocol && ->(at) { BareLinks.link_at(content[at..]) if BareLinks.open(content[0...at], @brackets).zero? }
      pieces = @signs.split(content, before, after, links: links)
      @brackets = BareLinks.open(content, @brackets)
      pieces.each do |kind, part|
        next bare(part, BareLinks.address(part, protocol)) if kind == :link

        kind == :text ? @source.parts(part).each { |what, one| plain(what, @source.shown(one)) } : sign(@source.shown(part))
      end
    end

    def plain(kind, text)
      kind == :text && @options["emoji"] ? emoji(text) : add(kind, text, escape(text))
    end

    def sign(text)
      add(:sign, text, escape(text))
    end

    def emoji(text)
      text.split(/(:[a-z0-9_+\-]+:)/).each do |part|
        found = part.match?(/\A:.+:\z/) && Emoji.find_by_alias(part[1..-2])
        found ? add(:emoji, part, found.raw) : add(:text, part, escape(part))
      end
    end

    def bare(text, address)
      add(:open, "", "<a href=\"#{escape(href(address))}\">", 1, bare: true)
      add(:text, text, escape(@source.shown(text)))
      add(:close, "", "</a>", -1, bare: true)
    end

    # Every address makes a link, as in Hugo; one that would run a script is emptied unless raw HTML passes too.
    def href(url)
      url = @source.shown(url)
      return "" if !@options["unsafe"] && url.strip.match?(RUNS)

      url.gsub(/[^\w\-.~!*'();:@&=+$,\/?#\[\]%]/) { |char| char.bytes.map { |byte| format("%%%02X", byte) }.join }
         .gsub(/%(?![0-9A-Fa-f]{2})/, "%25")
    end

    def link(node)
      written = autolink?(node)
      title = node.title.empty? ? "" : " title=\"#{escape(@source.shown(node.title))}\""
      add(:open, "", "<a href=\"#{escape(href(node.url))}\"#{title}>", 1, bare: written)
      @in_link += 1
      children(node, written ? "<" : "[", written ? ">" : "]")
      @in_link -= 1
      add(:close, "", "</a>", -1, bare: written)
    end

    def autolink?(node)
      child = node.first_child
      return false unless child&.type == :text && child.next.nil?

      @source.lines[node.sourcepos[:start_line] - 1].to_s.include?("<#{child.string_content}>")
    end

    def image(node)
      title = node.title.empty? ? "" : " title=\"#{escape(@source.shown(node.title))}\""
      inner = inside(node)
      alt = inner.map(&:text).join
      add(:image, Pieces.first(inner), "<img src=\"#{escape(href(node.url))}\" alt=\"#{escape(alt)}\"#{title}>")
    end

    def inside(image)
      outer, @out = @out, []
      @in_link += 1
      children(image, "[", "]")
      @in_link -= 1
      @out.tap { @out = outer }
    end

    # Raw HTML passes only where Hugo lets it; what shortcodes printed stands between <!--raw--> and <!--/raw-->.
    def raw(html)
      html = @source.verbatim(html)
      return add(:html, "", html) if @options["unsafe"]

      if %w[<!--raw--> <!--/raw-->].include?(html)
        @raw = html == "<!--raw-->"
      elsif @raw
        add(:html, "", html)
      else
        add(:html, "", html.start_with?("<!--") ? "" : OMITTED)
      end
    end
  end
end
