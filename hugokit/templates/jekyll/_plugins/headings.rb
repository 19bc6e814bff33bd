# Ids of headings and terms, and attributes, as Hugo gives them. Under 0BSD: use it as you like.
module Kept
  # {#id .class key="value"} behind a heading's text.
  module Attributes
    module_function

    ONE = /\G\s*,?\s*(?:#([\p{L}\p{N}_:.\-]+)|\.([\p{L}\p{N}_:\-]+)|([A-Za-z_:][\w:.\-]*)=("(?:[^"\\]|\\.)*"|[\w.+\-]+))/

    # The attributes as a hash; nil where the text is none.
    def parse(text)
      found = {}
      at = 0
      until text[at..].strip.empty?
        match = ONE.match(text, at) or return nil
        put(found, *match.captures)
        at = match.end(0)
      end
      found.empty? ? nil : found
    end

    def put(found, id, name, key, value)
      return found["id"] = id if id
      return found["class"] = [found["class"], name].compact.join(" ") if name

      found[key] = value.start_with?('"') ? value[1..-2].gsub(/\\(.)/, '\1') : value unless key.match?(/\Aon/i)
    end

    def html(attributes)
      attributes.map { |key, value| " #{key}=\"#{CGI.escapeHTML(value)}\"" }.join
    end
  end

  # What Hugo takes of emphasis, links and images when it makes an id.
  module Pieces
    module_function

    # A piece of text ends behind what could have been emphasis, and before a bracket or tick that opens nothing.
    ENDS = /([*_~]+)|!?\[|(?<=.)`/m

    def closing(pieces, at)
      depth = 0
      (at...pieces.length).each { |place| return place if (depth += pieces[place].nesting).zero? }
      pieces.length - 1
    end

    # The text of the first piece.
    def first(pieces)
      one = pieces.first or return ""
      return one.bare ? "" : first(pieces[1...closing(pieces, 0)]) if one.nesting == 1
      return text(one) unless one.type == :text

      whole = pieces.take_while { |piece| piece.type == :text }.map(&:text).join
      found = ENDS.match(whole) or return whole
      found[1] ? found.pre_match + found[1] : [found.pre_match, found[0]].find { |part| !part.empty? }
    end

    def text(one)
      return "'" if one.type == :sign # no letter, whichever it is

      %i[text code image emoji].include?(one.type) ? one.text : ""
    end
  end

  class HeadingIds
    def initialize(style)
      @style = style
      @taken = {}
    end

    def claim(id)
      @taken[id] = true
    end

    # `fallback`: where the text has no letter.
    def id_of(pieces, fallback)
      text = text_of(pieces)
      return nil if text.strip.empty?

      wanted = anchor(text)
      wanted = fallback if wanted.empty?
      id = wanted
      number = 0
      id = "#{wanted}-#{number += 1}" while @taken[id]
      claim(id)
      id
    end

    private

    def anchor(text)
      return lower(text.gsub(/[^\p{L}\p{N}]+/, "-").gsub(/\A-|-\z/, "").tr("\u0130", "i")) if @style == "blackfriday"
      text = text.unicode_normalize(:nfd).gsub(/\p{Mn}|[^\x00-\x7f]/, "") if @style == "github-ascii"
      text.strip.each_char.map { |char| char == "-" || char == " " ? "-" : char.match?(/[\p{L}\p{Nd}_]/) ? lower(char) : "" }.join
    end

    def lower(char)
      char == "\u0130" ? "i" : char.downcase
    end

    # All that stands in the heading itself, but of emphasis, links and images only their first piece, which ends at a
    # typographic sign; of bare links nothing; of several lines the last one.
    def text_of(pieces)
      out = +""
      at = 0
      while at < pieces.length
        pieces[at].type == :break ? out.clear : out << Pieces.text(pieces[at])
        if pieces[at].nesting == 1
          last = Pieces.closing(pieces, at)
          inner = pieces[at + 1...last]
          if inner.any? { |one| one.type == :break }
            out.clear
          elsif !pieces[at].bare
            out << Pieces.first(inner)
          end
          at = last
        end
        at += 1
      end
      out
    end
  end
end
