# What has to be hidden from the CommonMark reader, and is put back later. Under 0BSD: use it as you like.
require "cgi"
require_relative "signs"

module Kept
  # Signs of the private use area stand for what was hidden: signs that are escaped or written as entities, which are
  # not to become typographic ones or links, and mathematics.
  class Source
    FIRST = 0xF0100
    EMPHASIS = "\u{F0000}\u{F0001}\u{F0002}".freeze
    LONGEST = 2048
    HIDDEN = /[\u{F0100}-\u{FFFFD}]/
    CODE = /^ {0,3}(?<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\k<fence>[`~]*[ \t]*$|\z)|(?<!`)(?<tick>`+)(?!`).+?(?<!`)\k<tick>(?!`)/m
    # Signs that Goldmark reads in text and not where they are escaped.
    READ = %w[" ' . - < > @ : { }].freeze
    SIGN = /\\(?<sign>.)|&(?:#(?<number>\d{1,7}|[xX]\h{1,6})|(?<name>quot|apos|lt|gt));|(?<angle><<)/m
    NAMES = { "quot" => '"', "apos" => "'", "lt" => "<", "gt" => ">" }.freeze
    # In these an escaped sign is still a sign of Markdown.
    ESCAPED = ['"', "'", ".", "-"].freeze

    attr_reader :text, :lines

    def initialize(text, options)
      @kept = {}
      @math = {}
      @signs = {}
      @text = text
      @angle = options["typographer"] && options["typographer"]["leftAngleQuote"]
      hide_passthrough(options["passthrough"]) if options["passthrough"]
      part_attributes if options.dig("attribute", "block") && text.include?("{")
      hide_signs if @text.match?(/[\\&]|<</)
      hide_emphasis if options["linkify"] && @text.match?(BareLinks::START)
      @lines = @text.lines
    end

    # Text as the reader sees it: an escaped sign is the sign.
    def shown(text)
      with_emphasis(text).gsub(HIDDEN) { |sign| @kept.fetch(sign, [sign, sign])[1] }
    end

    # Code and HTML as they are written.
    def verbatim(text)
      with_emphasis(text).gsub(HIDDEN) { |sign| @kept.fetch(sign, [sign])[0] }
    end

    # A text in its parts, mathematics apart: [:text, "…"], [:math, "…"] and [:math_block, "…"].
    def parts(text)
      return [[:text, text]] if @math.empty?

      text.split(/([#{@math.keys.join}])/).reject(&:empty?).map { |part| [@math.fetch(part, :text), part] }
    end

    # With the signs of emphasis that were hidden in bare links.
    def with_emphasis(text)
      utf8(text).tr(EMPHASIS, "*_~")
    end

    private

    # What commonmarker gives of an attribute has no encoding.
    def utf8(text)
      text.encoding == Encoding::UTF_8 ? text : text.dup.force_encoding(Encoding::UTF_8)
    end

    # Goldmark takes an address before it looks for emphasis in it. Code may end in what looks like one.
    def hide_emphasis
      at = 0
      while (at = @text.index(BareLinks::START, at))
        found = BareLinks.link_at(@text[at, LONGEST]).to_s[/\A[^`\]<>]*/]
        @text = @text[0...at] + found.tr("*_~", EMPHASIS) + @text[at + found.length..] if found.match?(/[*_~]/)
        at += [found.length, 1].max
      end
    end

    def hide(written, shown)
      @signs[written] ||= (FIRST + @kept.length).chr(Encoding::UTF_8).tap { |sign| @kept[sign] = [written, shown] }
    end

    def hide_signs
      @text = @text.gsub(SIGN) do
        found = $~
        next @angle ? hide("<<", @angle) : "<<" if found[:angle]

        sign = found[:sign] || NAMES[found[:name]] || decoded(found[:number])
        (found[:sign] ? ESCAPED : READ).include?(sign) ? hide(found[0], sign) : found[0]
      end
    end

    def decoded(number)
      point = number.match?(/\A[xX]/) ? number[1..].hex : number.to_i
      point.between?(1, 0x7F) ? point.chr : nil
    end

    # A line of attributes is a block of its own.
    def part_attributes
      @text = @text.gsub(/#{CODE}|^(?<line> {0,3}\{[^{}\n]*\}[ \t]*)$/m) { $~[:line] ? "\n#{$~[:line]}\n" : $~[0] }
    end

    def hide_passthrough(delimiters)
      blocks, inlines = %w[block inline].map { |kind| Array(delimiters[kind]) }
      return if (blocks + inlines).empty?

      any = (blocks + inlines).map { |left, right| "#{Regexp.escape(left)}(?:(?!\\n[ \\t]*\\n).)+?#{Regexp.escape(right)}" }.join("|")
      @text = @text.gsub(/#{CODE}|(?<math>(?<!\\)(?:#{any}))/m) do
        math = $~[:math] or next $~[0]
        hide(math, math).tap { |sign| @math[sign] = blocks.any? { |left, _| math.start_with?(left) } ? :math_block : :math }
      end
    end
  end
end
