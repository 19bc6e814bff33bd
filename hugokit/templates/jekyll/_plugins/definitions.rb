# Definition lists, which CommonMark reads as paragraphs: a term, and below it lines that begin with a colon.
# Under 0BSD: use it as you like.
module Kept
  # Lets CommonMark read definitions as items of a list, so that what is indented below the colon belongs to them.
  class Definitions
    COLON = /\A(?<before>[ \t>]*):(?<space>[ \t]+)/
    BULLETS = %w[+ * -].freeze
    BREAKS = %i[softbreak linebreak].freeze

    # `lines` of the text; colons in them become bullets of a kind that the text does not have.
    def initialize(lines)
      @lines = lines
      @marked = {}
      @bullet = BULLETS.find { |bullet| lines.none? { |line| line.match?(/\A[ \t>]*#{Regexp.escape(bullet)}\s/) } } || "+"
    end

    # The tree of the text; the block reads a text. What stands in a definition may hold definitions again.
    def tree
      loop do
        tree = yield @lines.join
        found = begun_in(tree, true)
        return tree if found.empty?

        found.each { |number| mark(number) }
      end
    end

    # The blocks; a definition list is an array of [:dt, inline nodes] and [:dd, the item].
    def groups(nodes)
      nodes.each_with_object([]) do |node, out|
        next out << node unless definitions?(node)

        terms = out.last.is_a?(Array) ? [] : terms(out.pop)
        out << [] unless out.last.is_a?(Array)
        out.last.concat(terms, node.map { |item| [:dd, item] })
      end
    end

    # An empty line above a definition makes a paragraph of its text.
    def loose?(item)
      @lines[item.sourcepos[:start_line] - 2].match?(/\A[\s>]*\z/)
    end

    private

    # The numbers of the lines that begin a definition: further lines of a paragraph, or the first below another one.
    def begun_in(parent, top)
      previous = nil
      parent.flat_map do |node|
        above = previous
        previous = node
        next begun_in(node, false) unless node.type == :paragraph

        first, last, column = node.sourcepos.values_at(:start_line, :end_line, :start_column)
        first += 1 unless above && (above.type == :paragraph || definitions?(above))
        (first..last).select { |number| colon?(number, top ? 1 : column) }
      end
    end

    def colon?(number, column)
      found = COLON.match(@lines[number - 1].to_s)
      !found.nil? && found[:before].length == column - 1
    end

    # Many blanks behind a bullet would begin code, behind a colon they do not.
    def mark(number)
      @lines[number - 1] = @lines[number - 1].sub(COLON) do
        @marked[number] = $~[:before].length + 1
        "#{$~[:before]}#{@bullet}#{$~[:space].match?(/\A {5,7}\z/) ? "   " : $~[:space]}"
      end
    end

    def definitions?(node)
      return false unless node.type == :list

      line, column = node.sourcepos.values_at(:start_line, :start_column)
      @marked[line] == column
    end

    def terms(paragraph)
      lines = paragraph.to_a.slice_when { |node, _| BREAKS.include?(node.type) }
      lines.map { |line| [:dt, line.reject { |node| BREAKS.include?(node.type) }] }
    end
  end
end
