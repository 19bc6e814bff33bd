# Typographic quotes, dashes and bare links where Goldmark makes them. Under 0BSD: use it as you like.
module Kept
  # Splits the texts of a page, in their order. `before` and `after` are the signs that stand around one in the source.
  class Signs
    SIMPLE = [["---", "emDash"], ["...", "ellipsis"], ["--", "enDash"], ["<<", "leftAngleQuote"], [">>", "rightAngleQuote"]].freeze
    MARK = /---|\.\.\.|--|<<|>>|['"]/

    def initialize(signs)
      @signs = signs
      @open = { single: 0, double: 0 }
    end

    # Pieces of a text: [:text, "…"], [:sign, "“"] and [:link, "…"] right behind such a sign, as `links` finds one at a place.
    def split(text, before, after, links: nil)
      return [[:text, text]] unless @signs && text.match?(MARK)

      line = text + after
      pieces = []
      at = 0
      while (found = text.index(MARK, at))
        pieces << [:text, text[at...found]] if found > at
        at = found + take(pieces, line[found..], found.zero? ? before : text[found - 1])
        link = links.call(at) if links && pieces.last.first == :sign
        at += (pieces << [:link, link]).last.last.length if link
      end
      pieces << [:text, text[at..]] if at < text.length
      pieces
    end

    private

    def take(pieces, rest, before)
      written, name = SIMPLE.find { |sign, _| rest.start_with?(sign) }
      written ||= rest[0]
      name ||= written == "'" ? single(rest, before) : double(rest, before)
      pieces << (name ? [:sign, @signs[name]] : [:text, written])
      written.length
    end

    def around(line, before)
      run = line[/\A'+|\A"+/].length
      after = line[run] || " "
      point_before = before.match?(/[\p{P}\p{S}]/)
      point_after = after.match?(/[\p{P}\p{S}]/)
      space_before = before.match?(/[[:space:]]/)
      space_after = after.match?(/[[:space:]]/)
      [!space_after && (!point_after || space_before || point_before),
       !space_before && (!point_before || space_after || point_after)]
    end

    def ends?(char)
      char.nil? || char.match?(/[!-\/:-@\[-`{-~[:space:]]/)
    end

    def single(line, before)
      opens, closes = around(line, before)
      only_opens = opens && !closes
      return "apostrophe" if apostrophe?(line, before, only_opens)

      if only_opens
        return "rightSingleQuote" if (line[1].to_s.match?(/[smtd]/) && ends?(line[2])) || (line.match?(/\A'(?:ve|ll|re)/) && ends?(line[3]))

        @open[:single] += 1
        return "leftSingleQuote"
      end
      return "rightSingleQuote" if line.length > 2 && !line[1].match?(/\p{Nd}/)

      "rightSingleQuote" if closing?(line, opens, closes, :single)
    end

    def apostrophe?(line, before, only_opens)
      return true if only_opens && line.length > 3 && line.match?(/\A'\d\ds(?:[[:space:]\p{P}\p{S}]|\z)/)
      return true if line.length > 1 && before.match?(/[\p{P}[:space:]]/) && line[1].match?(/[tenl]/)

      before.match?(/[\p{Nd}\p{L}]/) && (line[1] || " ").match?(/\p{L}/)
    end

    def double(line, before)
      opens, closes = around(line, before)
      if opens && !closes
        @open[:double] += 1
        return "leftDoubleQuote"
      end
      return nil if line[1] == '"' && before.match?(/\p{Nd}/) && @open[:double].positive?

      "rightDoubleQuote" if closing?(line, opens, closes, :double)
    end

    def closing?(line, opens, closes, kind)
      return false if @open[kind] <= 0 || !closes

      perhaps = opens && (line[1] || " ").match?(/\p{P}/) && (line.length == 2 || ends?(line[2]))
      return false if opens && !perhaps

      @open[kind] -= 1
      true
    end
  end

  # What Goldmark takes for an address in plain text.
  module BareLinks
    module_function

    URL = %r{\A(?:(?:https?|ftp)://[-a-zA-Z0-9@:%._+~\#=]{1,256}\.[a-z]+(?::\d+)?(?:[/\#?][-a-zA-Z0-9@:%_+.~\#$!?&/=();,'">^{}\[\]`]*)?|www\.[-a-zA-Z0-9@:%._+~\#=]{1,256}\.[a-z]+(?:[/\#?][-a-zA-Z0-9@:%_+.~\#!?&/=();,'">^{}\[\]`]*)?)}
    MAIL = %r{\A[a-zA-Z0-9.!\#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+}
    TRAILING = /[?!.,:*_~]+\z/
    START = %r{(?<=\A|[\s*_~(])(?:https?://|ftp://|www\.|[a-zA-Z0-9][a-zA-Z0-9.!\#$%&'*+/=?^_`{|}~-]*@)}

    # How many brackets are open behind a text; while one is, Goldmark makes no links of addresses.
    def open(text, before)
      text.scan(/[\[\]]/).reduce(before) { |count, sign| [0, count + (sign == "[" ? 1 : -1)].max }
    end

    # Pieces of a text that begins a line or follows what is no plain text: [:text, "…"] and [:link, "…"].
    def split(text, brackets)
      pieces = []
      done = 0
      at = 0
      while (at = text.index(START, at))
        found = open(text[0...at], brackets).zero? ? link_at(text[at..]) : nil
        if found
          pieces << [:text, text[done...at]] if at > done
          pieces << [:link, found]
          done = at += found.length
        else
          at += 1
        end
      end
      pieces << [:text, text[done..]] if done < text.length
      pieces
    end

    def address(text, protocol)
      return "#{protocol}://#{text}" if text.start_with?("www.")

      text.match?(%r{\A(?:https?|ftp)://}) ? text : "mailto:#{text}"
    end

    def link_at(rest)
      text = rest[URL]
      return whole(text.sub(TRAILING, "")) if text

      text = rest[MAIL]
      text.sub(TRAILING, "") unless text.nil? || rest[text.length].to_s.match?(/[-_]/)
    end

    def whole(text)
      return text.sub(/&[a-zA-Z0-9]+;\z/, "") unless text.end_with?(")")

      extra = text.count(")") - text.count("(")
      extra.positive? ? text[0...-extra] : text
    end
  end
end
