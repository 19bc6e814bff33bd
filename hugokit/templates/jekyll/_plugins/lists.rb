# The lists, terms and pagers of one language, in the order and at the URLs that Hugo gives them.
# Under 0BSD: use it as you like.
require_relative "names"

module Kept
  class Lists
    KINDS = {
      "home" => %w[page section], "section" => %w[page section], "taxonomy" => %w[term],
      "term" => %w[page section home]
    }.freeze

    attr_reader :entries

    def initialize(settings, terms, known, entries)
      @settings = settings
      @terms = terms
      @known = known
      @entries = entries
      add_missing
      collect
    end

    def lists
      @entries.each_value.reject { |entry| entry["kind"] == "page" }
    end

    # Every regular page, as on the home page.
    def regular
      @regular ||= sorted(@entries.values.select { |e| e["kind"] == "page" && e["listed"] == "always" })
    end

    def in_feed(list)
      found = list["kind"] == "home" ? regular : list["pages"]
      found = found.select { |entry| entry["kind"] == "page" } if list["kind"] == "section"
      limit = @settings["feedLimit"]
      limit.positive? ? found.first(limit) : found
    end

    # The pages of a list: one, or as many as its pagers make.
    def pagers(list)
      return [pager(list, 1, 1, list["pages"], [])] unless paged?(list)

      simple = %w[taxonomy term].include?(list["kind"])
      entries = list["kind"] == "home" ? regular : list["pages"]
      entries = entries.select { |e| e["kind"] == "page" } if list["kind"] == "section"
      sections = simple ? [] : list["pages"].select { |entry| entry["kind"] == "section" }
      parts = entries.each_slice(@settings["pagerSizes"].fetch(list["path"], @settings["pagerSize"])).to_a
      parts = [[]] if parts.empty?
      link(parts.each_with_index.map { |part, at| pager(list, at + 1, parts.length, part, sections) })
    end

    def paged?(list)
      @settings["paginates"].include?(list["kind"]) && !@settings["unpaged"].include?(list["path"])
    end

    # Where the pager with a number is: /post/page/2/, or .html where addresses are ugly.
    def pager_file(file, number)
      index = file.match?(%r{(\A|/)index\.html\z})
      folder = index ? file.delete_suffix("index.html") : file.sub(/\.html\z/, "/")
      ending = index ? "/index.html" : ".html"
      "#{folder}#{@settings["pagerPath"]}/#{number}#{ending}"
    end

    # The terms of a page with their titles and URLs, by taxonomy. Of two spellings of one the last counts.
    def terms_of(entry)
      found = @settings["taxonomies"].map do |taxonomy, key|
        names = words(entry["data"][key]).reject(&:empty?).reverse.uniq { |term| Names.normal(term) }.reverse
        { "taxonomy" => taxonomy, "terms" => names.map { |term| term_link(taxonomy, term) } }
      end
      found.reject { |group| group["terms"].empty? }
    end

    private

    def term_link(taxonomy, term)
      list = @entries["/#{taxonomy}/#{Names.normal(term)}"]
      title = list && list["link_title"] != "" ? list["link_title"] : nil
      { "title" => title || @terms.fetch(taxonomy, {})[term.downcase] || term, "url" => list && list["url"] }
    end

    def words(value)
      Array(value).compact.map(&:to_s)
    end

    def pager(list, number, total, entries, sections)
      file = number == 1 ? list["file"] : pager_file(list["file"], number)
      url = number == 1 ? list["url"] : Names.url_of(file, @settings)
      { "number" => number, "total" => total, "file" => file, "url" => url, "entries" => entries, "sections" => sections }
    end

    def link(pagers)
      pagers.each_cons(2) do |one, two|
        one["next"] = two["url"]
        two["previous"] = one["url"]
      end
      pagers
    end

    # -- the lists that no file makes --------------------------------------------------------------------------------
    def add_missing
      @known.each { |path, list| add(path, {}) if list["keep"] && !@entries.key?(path) }
      add("/", "kind" => "home", "title" => @settings["title"]) if @settings["hasHome"] && !@entries.key?("/")
      @settings["taxonomies"].each_key do |taxonomy|
        path = "/#{taxonomy}"
        add(path, "kind" => "taxonomy", "taxonomy" => taxonomy, "title" => taxonomy) if @known[path] && !@entries.key?(path)
      end
      @entries.values.each { |entry| add_lists_of(entry) }
    end

    def add_lists_of(entry)
      _, folder, more = entry["path"].split("/")
      path = "/#{folder}"
      unless more.nil? || @entries.key?(path) || @known.dig(path, "hidden")
        add(path, "kind" => "section", "title" => first_upper(folder))
      end
      return unless @settings["termPages"]

      @settings["taxonomies"].each { |taxonomy, key| words(entry["data"][key]).each { |term| add_term(taxonomy, term) } }
    end

    def add_term(taxonomy, term)
      path = "/#{taxonomy}/#{Names.normal(term)}"
      return if @entries.key?(path) || term.empty? || @known.dig(path, "hidden")

      add(path, "kind" => "term", "taxonomy" => taxonomy, "term" => term, "title" => first_upper(term))
    end

    def first_upper(text)
      text[0].upcase + text[1..]
    end

    def add(path, values)
      known = @known.fetch(path, {})
      file = known["file"] || live_file(path)
      feed = known["feed"] || (@settings["feeds"] ? file.sub(/index\.html\z/, "index.xml") : "")
      list = { "path" => path, "weight" => 0, "listed" => "always", "data" => {}, "sort" => "#{path}/_index.md" }
      list.merge!(values, known, "file" => file, "feed" => feed)
      list["url"] = known["url"] || Names.url_of(file, @settings)
      list["link_title"] = list["title"]
      @entries[path] = list
    end

    # Never above the root: a term may be named "../..".
    def live_file(path)
      parts = Names.path_name(path.delete_prefix("/"), @settings).split("/").reject { |part| ["", ".", ".."].include?(part) }
      [@settings["prefix"], *parts, "index.html"].reject(&:empty?).join("/")
    end

    # -- what is in them ---------------------------------------------------------------------------------------------
    def collect
      children = Hash.new { |hash, key| hash[key] = [] }
      @entries.each_value do |entry|
        parent = entry["path"] == "/" ? nil : parent_of(entry["path"])
        children[parent["path"]] << [0, entry] if parent
        collect_terms(entry, children)
      end
      date_lists(children)
      lists.each { |list| list["pages"] = members(list, children[list["path"]]) }
    end

    def collect_terms(entry, children)
      @settings["taxonomies"].each do |taxonomy, key|
        words(entry["data"][key]).map { |term| Names.normal(term) }.uniq.each do |term|
          path = "/#{taxonomy}/#{term}"
          children[path] << [entry["data"]["#{taxonomy}_weight"].to_i, entry] if @entries.dig(path, "kind") == "term"
        end
      end
    end

    # The list that a page is in; nil below a list that is not published.
    def parent_of(path)
      until path.empty?
        path = path.rpartition("/").first
        return nil if @known.dig(path, "hidden")

        found = @entries[path.empty? ? "/" : path]
        return found if found && found["kind"] != "page"
      end
      @entries["/"]
    end

    # A list without a date of its own has the latest of all that is below it.
    def date_lists(children)
      lists.sort_by { |list| [list["kind"] == "term" ? 0 : 1, -list["path"].length] }.each do |list|
        pages = children[list["path"]].map(&:last)
        pages = pages.reject { |entry| entry["kind"] == "taxonomy" } if list["kind"] == "home"
        latest = %w[date lastmod published].to_h { |key| [key, latest(pages, key)] }
        list["below"] = latest unless list["kind"] == "taxonomy"
        list.merge!(latest.compact) unless dated?(list)
      end
    end

    def latest(pages, key)
      pages.flat_map { |page| [page[key] || page["date"], page.dig("below", key)] }.compact.max
    end

    def dated?(list)
      list["date"] || list["lastmod"] || list["data"]["publishDate"] || list["data"]["expiryDate"]
    end

    def members(list, children)
      kinds = KINDS.fetch(list["kind"])
      found = children.select { |_, entry| kinds.include?(entry["kind"]) && entry["listed"] != "never" }
      found.sort { |(w1, a), (w2, b)| w1 == w2 ? order(a) <=> order(b) : w1 <=> w2 }.map(&:last)
    end

    def sorted(entries)
      entries.sort_by { |entry| order(entry) }
    end

    # Weight (none comes last), date (latest first), link title, path.
    def order(entry)
      entry["order"] ||= begin
        date = entry["date"] ? -Names.time(entry["date"]).to_i : 1 << 62
        [entry["weight"].zero? ? 1 : 0, entry["weight"], date, Names.collation(entry["link_title"], @settings["lang"]), entry["sort"]]
      end
    end
  end
end
