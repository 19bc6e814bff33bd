# What a feed says of a page: its summary, what stands above <!--more-->, or its first paragraphs.
# Under 0BSD: use it as you like.
module Kept
  module Summary
    NOT_IN_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\u{fffe}\u{ffff}]/
    NO_WORD = /\A(?:>|<\/?[A-Za-z]+>?)\z|\A[A-Za-z]+=["']/
    # Hugo counts the words in what it prints, which has no blank behind a fence. Code has about as many with its colours.
    BEHIND_FENCE = %r{(<pre tabindex="0"[^>]*><code[^<]*</code></pre>)\s+}
    CJK = /\p{Han}|\p{Hangul}|\p{Hiragana}|\p{Katakana}/

    module_function

    def of(site, doc, entry, settings)
      with_hosts(made(site, doc, entry, settings), settings["url"]).gsub(NOT_IN_XML, "")
    end

    def made(site, doc, entry, settings)
      given = entry["summary"].to_s
      return entry["teaser"] if entry["teaser"]
      return html(site, given).strip unless given.empty?

      whole = doc.extname == ".html" ? doc.content : html(site, doc.content)
      beginning(whole, settings["summaryLength"], settings["cjk"] && doc.content.match?(CJK))
    end

    def html(site, markdown)
      site.find_converter_instance(Jekyll::Converters::Markdown).convert(markdown)
    end

    # Whole paragraphs until there are enough words; all of it where there are too few.
    def beginning(html, enough, cjk)
      count = 0
      at = 0
      while (close = html.index("</p>", at))
        count += words(html[at...close].gsub(BEHIND_FENCE, '\1'), enough - count, cjk)
        return html[0...close + 4] if count >= enough

        at = close + 3
      end
      html
    end

    # Whoever reads a feed is elsewhere: links from the root get the site's own address.
    def with_hosts(html, url)
      origin = url[%r{\Ahttps?://[^/]+}] or return html
      folder = url[origin.length..].sub(%r{/?\z}, "/")
      whole = ->(path) { origin + (path.start_with?(folder) ? path : folder + path[1..]) }
      html.gsub(/<[a-z][^>]*>/i) do |tag|
        linked = tag.gsub(%r{(\s(?:href|src|action)=["']?)(/(?!/)[^"'\s>]*)}i) { $1 + whole.call($2) }
        linked.gsub(/(\ssrcset=)("[^"]*"|'[^']*')/i) do
          key, set = $1, $2
          key + set.gsub(%r{(\A.|,\s*)(/(?!/)[^\s,"']*)}) { $1 + whole.call($2) }
        end
      end
    end

    # As Hugo counts: the last sign of a paragraph does not, and at `most` it stops.
    def words(text, most, cjk)
      count = 0
      from = 0
      text.scan(/\s|.\z/m) do
        at = Regexp.last_match.begin(0)
        count += worth(text[from...at].strip, cjk)
        from = at
        break if count >= most
      end
      count
    end

    def worth(word, cjk)
      return 0 if word.empty? || word.match?(NO_WORD)
      return 1 unless cjk

      bare = word.gsub(/<[^>]*>/, "")
      bare.ascii_only? ? 1 : bare.length
    end
  end
end
