# The tree of a Markdown text as HTML. Under 0BSD: use it as you like.
require_relative "headings"
require_relative "definitions"
require_relative "inlines"

module Kept
  # Footnotes: their numbers are those of CommonMark, the HTML is Hugo's.
  class Notes
    def initialize
      @uses = Hash.new(0)
    end

    def reference(number)
      @uses[number] += 1
      "<sup id=\"#{id(number, @uses[number])}\"><a href=\"#fn:#{number}\" class=\"footnote-ref\" role=\"doc-noteref\">#{number}</a></sup>"
    end

    def back(number)
      (1..[@uses[number], 1].max).map do |use|
        "&#160;<a href=\"##{id(number, use)}\" class=\"footnote-backref\" role=\"doc-backlink\">&#x21a9;&#xfe0e;</a>"
      end.join
    end

    def id(number, use)
      "fnref#{use > 1 ? use - 1 : ""}:#{number}"
    end
  end

  class Html
    MARKS = ["<!--raw-->", "<!--/raw-->"].freeze

    # `definitions`: nil where there are none.
    def initialize(options, source, definitions)
      @definitions = definitions
      @options = options
      @source = source
      @notes = Notes.new
      @inlines = Inlines.new(options, source, @notes)
      @ids = HeadingIds.new(options["autoIDType"])
    end

    def render(tree)
      notes, blocks = tree.to_a.partition { |node| node.type == :footnote_definition }
      blocks(blocks, false) + footnotes(notes)
    end

    private

    def footnotes(notes)
      return "" if notes.empty?

      items = notes.each_with_index.map { |note, at| footnote(note, (at + 1).to_s) }
      "<div class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n#{items.join}</ol>\n</div>\n"
    end

    def footnote(note, number)
      inner = blocks(note.to_a, false)
      back = @notes.back(number)
      inner = inner.end_with?("</p>\n") ? inner.sub(%r{</p>\n\z}) { "#{back}</p>\n" } : inner + back
      "<li id=\"fn:#{number}\">\n#{inner}</li>\n"
    end

    def blocks(nodes, tight)
      groups = @definitions ? @definitions.groups(nodes) : nodes
      groups.each_with_object([]) do |group, out|
        given = out.any? && attributes_of(group)
        given ? out[-1] = out.last.sub(/\A<\w+/) { |tag| tag + Attributes.html(given) } : out << group(group, tight)
      end.join
    end

    # The attributes that stand alone in a paragraph below a block; nil for any other block.
    def attributes_of(node)
      return unless @options.dig("attribute", "block") && node.is_a?(CommonMarker::Node) && node.type == :paragraph

      found = node.map { |child| child.type == :text ? child.string_content : "{" }.join
      match = /\A\{([^{}]*)\}\z/.match(found.strip)
      match && Attributes.parse(match[1])
    end

    def group(group, tight)
      group.is_a?(Array) ? definitions(group) : block(group, tight)
    end

    def block(node, tight)
      case node.type
      when :paragraph then paragraph(node, tight)
      when :header then heading(node)
      when :list then list(node)
      when :block_quote, :blockquote then "<blockquote>\n#{blocks(node.to_a, false)}</blockquote>\n"
      when :code_block then code(node)
      when :html then raw(node.string_content)
      when :hrule then "<hr>\n"
      when :table then table(node)
      else blocks(node.to_a, false)
      end
    end

    def paragraph(node, tight)
      parted(@inlines.pieces(node)).map { |pieces| part(pieces, tight) }.join
    end

    # A block of mathematics that stands in a paragraph parts it.
    def parted(pieces)
      depth = 0
      parts = pieces.slice_when do |one, two|
        depth += one.nesting
        depth.zero? && [one, two].any? { |piece| piece.type == :math_block }
      end
      parts.to_a
    end

    def part(pieces, tight)
      inner = @inlines.html(pieces)
      tight || (pieces.one? && pieces.first.type == :math_block) ? "#{inner}\n" : "<p>#{inner}</p>\n"
    end

    def heading(node)
      pieces = @inlines.pieces(node)
      given = @options.dig("attribute", "title") ? take_attributes(pieces) : {}
      given["id"] ? @ids.claim(given["id"]) : given = { **named(pieces, "heading", @options["autoHeadingID"]), **given }
      tag = "h#{node.header_level}"
      "<#{tag}#{Attributes.html(given)}>#{@inlines.html(pieces)}</#{tag}>\n"
    end

    def named(pieces, fallback, wanted)
      id = wanted && @ids.id_of(pieces, fallback)
      id ? { "id" => id } : {}
    end

    # The attributes at a heading's end; typographic signs in them are quotes as written.
    def take_attributes(pieces)
      last = pieces.rindex { |piece| piece.text.include?("{") && piece.type == :text } or return {}
      tail = pieces[last..]
      return {} unless tail.all? { |piece| %i[text sign].include?(piece.type) }

      written = tail.map { |piece| piece.type == :sign ? '"' : piece.text }.join
      found = /\A(.*?)[ \t]*\{([^{}]*)\}[ \t]*\z/m.match(written)
      given = found && Attributes.parse(found[2]) or return {}
      pieces.slice!(last..)
      kept = tail.first.text[0, found[1].length].rstrip
      pieces << Piece.new(:text, kept, CGI.escapeHTML(kept).gsub("&#39;", "'"), 0, false)
      given
    end

    def list(node)
      ordered = node.list_type == :ordered_list
      start = ordered && node.list_start != 1 ? " start=\"#{node.list_start}\"" : ""
      tag = ordered ? "ol" : "ul"
      items = node.map { |item| item(item, node.list_tight) }
      "<#{tag}#{start}>\n#{items.join}</#{tag}>\n"
    end

    def item(node, tight)
      children = node.to_a
      box = @options["taskList"] ? task(children.first) : ""
      inner = blocks(children, tight)
      inner = inner.sub(%r{\A(<p>)?}) { "#{$1}#{box}" }
      inner = inner.chomp if tight && children.length == 1
      inner = "\n#{inner}" unless tight || children.empty?
      "<li>#{inner}</li>\n"
    end

    # The box of a task; its mark is taken out of the text.
    def task(paragraph)
      first = paragraph&.type == :paragraph ? paragraph.first_child : nil
      found = first&.type == :text && /\A\[([ xX])\]\s+/.match(first.string_content + (first.next ? " " : ""))
      return "" unless found

      first.string_content = first.string_content[found.end(0)..].to_s.lstrip
      "<input #{found[1] == " " ? "" : "checked=\"\" "}disabled=\"\" type=\"checkbox\"> "
    end

    def code(node)
      info = @source.shown(node.fence_info).strip
      language = CGI.escapeHTML(info[/\A[^\s{]*/])
      marks = language.empty? ? "" : " class=\"language-#{language}\" data-lang=\"#{language}\""
      text = @source.verbatim(node.string_content)
      text = text.gsub(/^[ \t]+$/, "") if node.parent.type == :list_item # Goldmark keeps nothing of a line of blanks there
      text = CGI.escapeHTML(text).gsub("&#39;", "'")
      "<pre tabindex=\"0\"><code#{marks}>#{text}</code></pre>\n"
    end

    # Raw HTML passes only where Hugo lets it; what shortcodes printed stands between the marks.
    def raw(html)
      html = @source.verbatim(html)
      return html if @options["unsafe"]
      return html.lstrip.start_with?("<!--") ? "" : "#{Inlines::OMITTED}\n" unless html.lstrip.start_with?(MARKS[0])

      html.split(MARKS[0]).drop(1).map { |part| part.split(MARKS[1]).first.to_s }.join + "\n"
    end

    def table(node)
      sides = node.table_alignments
      head, *rows = node.to_a
      body = rows.empty? ? "" : "<tbody>\n#{rows.map { |row| cells(row, "td", sides) }.join}</tbody>\n"
      "<table>\n<thead>\n#{cells(head, "th", sides)}</thead>\n#{body}</table>\n"
    end

    def cells(row, tag, sides)
      inner = row.each_with_index.map do |cell, at|
        side = sides[at] ? " style=\"text-align: #{sides[at]}\"" : ""
        "<#{tag}#{side}>#{@inlines.html(@inlines.pieces(cell))}</#{tag}>\n"
      end
      "<tr>\n#{inner.join}</tr>\n"
    end

    def definitions(group)
      inner = group.map do |kind, node|
        kind == :dt ? term(@inlines.pieces(node)) : "<dd>#{definition(node)}</dd>\n"
      end
      "<dl>\n#{inner.join}</dl>\n"
    end

    def term(pieces)
      given = named(pieces, "term", @options["autoDefinitionTermID"])
      "<dt#{Attributes.html(given)}>#{@inlines.html(pieces)}</dt>\n"
    end

    # Only the first text of a definition stands without a paragraph, and not below an empty line.
    def definition(item)
      nodes = item.to_a
      return "\n#{blocks(nodes, false)}" if @definitions.loose?(item)

      first, *more = nodes
      alone = @definitions.groups(nodes.first(2)).first.equal?(first)
      return blocks(nodes, false) unless first&.type == :paragraph && alone

      text = @inlines.html(@inlines.pieces(first))
      more.empty? ? text : "#{text}\n#{blocks(more, false)}"
    end
  end
end
