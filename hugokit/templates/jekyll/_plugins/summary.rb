# What a feed says of a page: its summary, what stands above <!--more-->, or its first paragraphs.
# Under 0BSD: use it as you like.
module Kept
  module Summary
    WORDS = 70

    module_function

    def of(site, doc, entry)
      given = entry["summary"].to_s
      return html(site, given).strip.sub(%r{\A<p>(.*)</p>\z}m) { $1.include?("<p>") ? $& : $1 } unless given.empty?

      entry["teaser"] || beginning(doc.extname == ".html" ? doc.content : html(site, doc.content))
    end

    def html(site, markdown)
      site.find_converter_instance(Jekyll::Converters::Markdown).convert(markdown)
    end

    # Whole paragraphs until there are enough words; all of it where there are too few.
    def beginning(html)
      count = 0
      at = 0
      while (close = html.index("</p>", at))
        count += html[at...close].split.count { |word| !word.start_with?("<") }
        return html[0...close + 4] if count >= WORDS

        at = close + 4
      end
      html
    end
  end
end
