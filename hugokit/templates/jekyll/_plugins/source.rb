# What has to be hidden from the CommonMark reader and put back later. Under 0BSD: use it as you like.
require "cgi"

module Kept
  # Signs of the private use area stand for what was hidden: escaped quotes and dashes, which are not to become
  # typographic ones, and mathematics.
  class Source
    # Where a sign is escaped, and what stands for it.
    ESCAPES = { '"' => "\u{F0000}", "'" => "\u{F0001}", "." => "\u{F0002}", "-" => "\u{F0003}" }.freeze
    BACK = ESCAPES.invert.freeze
    HIDDEN = /\u{F0010}(\d+)\u{F0011}/
    CODE = /^ {0,3}(?<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\k<fence>[`~]*[ \t]*$|\z)|(?<!`)(?<tick>`+)(?!`).+?(?<!`)\k<tick>(?!`)/m

    attr_reader :text, :lines

    def initialize(text, options)
      @kept = []
      @text = text
      hide_passthrough(options["passthrough"]) if options["passthrough"]
      part_attributes if options.dig("attribute", "block") && text.include?("{")
      @text = @text.gsub(/\\(.)/m) { ESCAPES.key?($1) ? ESCAPES[$1] : $& } if options["typographer"] && @text.include?("\\")
      @lines = @text.lines
    end

    # Text as the reader sees it: an escaped sign is the sign.
    def shown(text)
      text.gsub(/[\u{F0000}-\u{F0003}]/) { |sign| BACK[sign] }
    end

    # Code as it is written.
    def verbatim(text)
      restore_raw(text.gsub(/[\u{F0000}-\u{F0003}]/) { |sign| "\\#{BACK[sign]}" })
    end

    def restore(html)
      html.gsub(HIDDEN) { CGI.escapeHTML(@kept[$1.to_i]).gsub("&#39;", "'") }
    end

    private

    def restore_raw(text)
      text.gsub(HIDDEN) { @kept[$1.to_i] }
    end

    # A line of attributes is a block of its own.
    def part_attributes
      @text = @text.gsub(/#{CODE}|^(?<line> {0,3}\{[^{}\n]*\}[ \t]*)$/m) { $~[:line] ? "\n#{$~[:line]}\n" : $~[0] }
    end

    def hide_passthrough(delimiters)
      pairs = Array(delimiters["block"]) + Array(delimiters["inline"])
      return if pairs.empty?

      any = pairs.map { |left, right| "#{Regexp.escape(left)}.+?#{Regexp.escape(right)}" }.join("|")
      @text = @text.gsub(/#{CODE}|(?<math>(?<!\\)(?:#{any}))/m) do
        found = $~
        found[:math] ? "\u{F0010}#{(@kept << found[:math]).length - 1}\u{F0011}" : found[0]
      end
    end
  end
end
