# Names, addresses and dates as Hugo makes them. Under 0BSD: use it as you like.
require "time"

module Kept
  module Names
    module_function

    ESCAPED = /[^A-Za-z0-9\-_.~$&+,\/:;=@]/
    KEEPS = %r{\A(?:[A-Za-z0-9\-_.~$&+,/:;=@!'()*\[\]]|%[0-9A-Fa-f]{2})*\z}

    # A term or a path as lists are found by: lower case, a hyphen for each blank.
    def normal(text)
      text.downcase.tr(" ", "-")
    end

    # A name as Hugo puts it into a path.
    def path_name(text, settings)
      out = text.gsub(/\s+/, " ").strip.gsub(%r{[^\p{L}\p{Nd}\p{M} ./\\_#+~\-@%]}, "").gsub(/ *- *| +/, "-")
      out = out.unicode_normalize(:nfd).gsub(/\p{Mn}/, "").unicode_normalize(:nfc) if settings["removePathAccents"]
      settings["lowerCase"] ? out.downcase : out
    end

    # The URL of a published file, percent-encoded as Hugo does it.
    def url_of(file, settings)
      file = file.delete_prefix("/")
      file = file.delete_prefix("#{settings["prefix"]}/") if settings["ownHost"]
      path = "/#{file.sub(%r{(\A|/)index\.html\z}, '\1')}"
      marked = path.gsub("#", "%23").gsub("?", "%3F")
      settings["root"] + (KEEPS.match?(marked) ? marked : path.gsub(ESCAPED) { |char| char.bytes.map { |b| format("%%%02X", b) }.join })
    end

    # The file that a `permalink` names.
    def file_of(permalink)
      path = Jekyll::URL.unescape_path(permalink).delete_prefix("/")
      path.empty? || path.end_with?("/") ? "#{path}index.html" : path
    end

    PLACES = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$".each_char.with_index.to_h

    # Close to Unicode's collation for the key of a language: without accents and case first, then accents, then lower case first.
    def collation(text, lang)
      chinese = lang.match?(/\Azh(?!.*(?:hant|tw|hk|mo)\b)/i)
      bare = []
      marks = []
      text.unicode_normalize(:nfd).each_char do |char|
        char.match?(/\p{Mn}/) ? marks << [bare.length, char] : bare.concat(char.downcase.chars.map { |c| (chinese && pinyin(c)) || place(c) })
      end
      [bare, marks, text.swapcase]
    end

    def place(char)
      return [0, 0] if char.match?(/\s/)
      return [1, PLACES[char]] if PLACES.key?(char)
      return [2, char.ord] if char.match?(/[\p{P}\p{S}]/)

      [char.match?(/\p{N}/) ? 3 : 4, char.ord]
    end

    # The signs of GB 2312's first level, those in use, are in the order of how they sound; the others come behind them.
    def pinyin(char)
      return unless char.match?(/\p{Han}/)

      code = char.encode("GB2312", undef: :replace, replace: "").b
      [5, code.between?("\xB0\xA1".b, "\xD7\xF9".b) ? code.unpack1("n") : 0x10000 + char.ord]
    end

    def time(value)
      case value
      when nil, "" then nil
      when Time then value
      when Date then value.to_time
      else Time.parse(value.to_s)
      end
    end
  end

  # For the layouts: {{ date | instant }}, {{ date | rfc822 }}, {{ url | absolute: base_url }}.
  module Filters
    def instant(date)
      date ? Names.time(date).utc.strftime("%Y-%m-%dT%H:%M:%SZ") : ""
    end

    def rfc822(date)
      date ? Names.time(date).utc.strftime("%a, %d %b %Y %H:%M:%S +0000") : ""
    end

    def absolute(url, base)
      base.to_s.match?(%r{\Ahttps?://}) && url.to_s.start_with?("/") ? base[%r{\Ahttps?://[^/]+}] + url : url
    end
  end
end

Liquid::Template.register_filter(Kept::Filters)
