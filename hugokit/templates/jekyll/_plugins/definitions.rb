# Definition lists, which CommonMark reads as paragraphs: a term, and below it lines that begin with a colon.
# Under 0BSD: use it as you like.
module Kept
  class Definitions
    BREAKS = %i[softbreak linebreak].freeze

    def initialize(nodes)
      @nodes = nodes
    end

    # The blocks; a definition list is an array of [:dt, nodes], [:dd, nodes] and [:loose, nodes].
    def groups
      out = []
      @nodes.each do |node|
        items = items_of(node)
        next out << node unless items || defines?(node)

        if out.last.is_a?(Array) then out.last.concat(items || loose(node))
        elsif items then out << items
        elsif out.last&.type == :paragraph then out << [*terms(lines_of(out.pop)), *loose(node)]
        else out << node
        end
      end
      out
    end

    private

    # A paragraph whose later lines begin with a colon; nil for any other block.
    def items_of(node)
      return unless node.type == :paragraph

      lines = lines_of(node)
      named = lines.take_while { |line| !colon?(line) }
      return if named.empty? || named.length == lines.length

      terms(named) + definitions(lines.drop(named.length)).map { |nodes| [:dd, nodes] }
    end

    def defines?(node)
      node.type == :paragraph && colon?(lines_of(node).first)
    end

    def terms(lines)
      lines.map { |line| [:dt, line.reject { |child| BREAKS.include?(child.type) }] }
    end

    def loose(node)
      definitions(lines_of(node)).map { |nodes| [:loose, nodes] }
    end

    # A line without a colon goes on with the definition before it.
    def definitions(lines)
      lines.slice_before { |line| colon?(line) }.map do |first, *more|
        first.first.string_content = first.first.string_content.sub(/\A:[ \t]*/, "")
        nodes = [*first, *more.flatten(1)]
        BREAKS.include?(nodes.last.type) ? nodes[0...-1] : nodes
      end
    end

    def lines_of(node)
      node.to_a.slice_when { |child, _| BREAKS.include?(child.type) }.to_a
    end

    def colon?(line)
      first = line&.first
      !first.nil? && first.type == :text && first.string_content.match?(/\A:(?:[ \t]|\z)/)
    end
  end
end
