# Markdown as Hugo's Goldmark reads it, built on CommonMark. Under 0BSD: use it as you like.
# _config.yml has its settings under `hugo_markdown`.
require "commonmarker"
require_relative "source"
require_relative "html"

module Jekyll
  module Converters
    class Markdown
      class HugoMarkdown
        def initialize(config)
          @options = config["hugo_markdown"] || {}
          @options["emoji"] &&= emoji?
          @extensions = []
          @extensions << :table if @options["table"]
          @extensions << :strikethrough if @options["strikethrough"]
          @flags = [:UNSAFE]
          @flags << :FOOTNOTES if @options["footnote"]
        end

        def convert(content)
          source = Kept::Source.new(content, @options)
          definitions = Kept::Definitions.new(source.lines) if @options["definitionList"] && source.text.match?(/^[ \t>]*:[ \t]/)
          tree = definitions ? definitions.tree { |text| read(text) } : read(source.text)
          Kept::Html.new(@options, source, definitions).render(tree)
        end

        private

        def read(text)
          CommonMarker.render_doc(text, @flags, @extensions)
        end

        # :smile: needs the gem gemoji; Gemfile has a line for it where the site uses emoji.
        def emoji?
          require "gemoji"
          true
        rescue LoadError
          Jekyll.logger.warn "Emoji:", "the gem gemoji is not installed; names such as :smile: stay as written"
          false
        end
      end
    end
  end
end
