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
          @extensions = @options["linkify"] ? [:autolink] : []
          @extensions << :table if @options["table"]
          @extensions << :strikethrough if @options["strikethrough"]
          @flags = [:UNSAFE]
          @flags << :FOOTNOTES if @options["footnote"]
        end

        def convert(content)
          source = Kept::Source.new(content, @options)
          tree = CommonMarker.render_doc(source.text, @flags, @extensions)
          Kept::Html.new(@options, source).render(tree)
        end

        private

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
