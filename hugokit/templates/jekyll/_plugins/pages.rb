# What Hugo makes beside the pages that have a file: lists, pagers, feeds, redirects, the sitemap, files as they are.
# Under 0BSD: use it as you like.
require_relative "lists"
require_relative "summary"

module Kept
  # A page without a file, published at exactly that place.
  class Generated < Jekyll::Page
    def initialize(site, file, layout, data)
      @site = site
      @base = site.source
      @dir = "/"
      @name = File.basename(file)
      @file = file
      @url = "/#{file.sub(%r{(\A|/)index\.html\z}, '\1')}"
      process(@name)
      self.content = ""
      self.data = { "title" => "" }.merge(data, "layout" => layout)
      Jekyll::Hooks.trigger :pages, :post_init, self
    end

    attr_reader :url

    def destination(dest)
      site.in_dest_dir(dest, @file)
    end

    def render_with_liquid?
      false
    end
  end

  # A page with a file is published at its `permalink`, whatever signs are in it.
  module Exact
    def url
      data["permalink"] || super
    end

    def destination(dest)
      data["permalink"] ? site.in_dest_dir(dest, Names.file_of(data["permalink"])) : super
    end

    # A page may be dated ahead and published now: `publishDate` says so.
    def write?
      data.key?("entry") || super
    end
  end
  Jekyll::Document.prepend(Exact)

  class Pages < Jekyll::Generator
    priority :low

    def generate(site)
      @site = site
      documents = site.collections.values_at("posts", "content").compact.flat_map(&:docs)
      gone, live = documents.partition { |doc| gone?(doc) }
      unlinked = live.select { |doc| doc.data["render"] == false }
      by_language = live.group_by { |doc| language(doc) }
      made = site.data["sites"].keys.map { |lang| Language.new(site, lang, by_language.fetch(lang, [])) }
      made.each(&:publish)
      translations(made)
      sitemap_index(made)
      (gone + unlinked).each { |doc| doc.collection.docs.delete(doc) }
      redirects
      statics
    end

    private

    def language(doc)
      doc.data["lang"] || @site.data["sites"].keys.first
    end

    # Not yet to be published, or no longer. --future shows what is not yet.
    def gone?(doc)
      publish = Names.time(doc.data["publishDate"]) || Dates.own(doc)
      expiry = Names.time(doc.data["expiryDate"])
      (publish && publish > @site.time && !@site.future) || (expiry && expiry <= @site.time)
    end

    # The same page in other languages: the same path, or the same translationKey.
    def translations(made)
      everything = made.flat_map { |language| language.lists.entries.values.map { |entry| [language.lang, entry] } }
      everything.group_by { |_, entry| key_of(entry) }.each_value do |group|
        next if group.length < 2

        group.each do |lang, entry|
          entry["translations"] = group.reject { |other, _| other == lang }.map do |other, found|
            locale = @site.data["sites"][other]["locale"]
            { "lang" => other, "url" => url_from(lang, other, found["url"]), "locale" => locale, "label" => locale }
          end
        end
      end
    end

    # With its host where the languages have hosts of their own.
    def url_from(lang, other, url)
      here, there = [lang, other].map { |one| @site.data["sites"][one]["url"].to_s[%r{\Ahttps?://[^/]+}] }
      here == there || there.nil? || !url.start_with?("/") ? url : there + url
    end

    def key_of(entry)
      key = entry["data"]["translationKey"]
      key ? "#{entry["kind"]}:#{key}" : entry["path"]
    end

    def sitemap_index(made)
      index = @site.data.fetch("sitemap", {})["index"].to_s
      return if index.empty?

      all = made.map(&:sitemap).reject { |one| one["file"].empty? }
      @site.pages << Generated.new(@site, index, "sitemaps", "sitemaps" => all, "lang" => made.first.lang)
    end

    def redirects
      @site.data.fetch("redirects", {}).each do |lang, all|
        all.each { |file, url| @site.pages << Generated.new(@site, file, "redirect", "to" => url, "lang" => lang) }
      end
    end

    # All of _static/ goes to the root of the site as it is, whatever its names are.
    def statics
      base = File.join(@site.source, "_static")
      Dir.glob("**/*", File::FNM_DOTMATCH, base: base).sort.each do |path|
        next unless File.file?(File.join(base, path))

        folder = File.dirname(path)
        @site.static_files << Jekyll::StaticFile.new(@site, base, folder == "." ? "" : folder, File.basename(path))
      end
    end
  end

  module Dates
    # Jekyll gives a page without a date that of the build.
    def self.own(doc)
      date = doc.data["date"]
      date unless date.equal?(doc.site.time)
    end
  end

  # The site in one language.
  class Language
    attr_reader :lang, :lists

    def initialize(site, lang, documents)
      @site = site
      @lang = lang
      @settings = site.data["sites"][lang]
      @documents = documents.to_h { |doc| [doc, entry(doc)] }
      entries = @documents.values.to_h { |entry| [entry["path"], entry] }
      known, terms = %w[lists terms].map { |name| site.data.fetch(name, {}).fetch(lang, {}) }
      @lists = Lists.new(@settings, terms, known, entries)
    end

    def publish
      @documents.each { |doc, entry| doc.data.merge!("entry" => entry, "groups" => @lists.terms_of(entry), "lang" => @lang) }
      @lists.lists.each { |list| publish_list(list) }
      add(@settings["sitemap"], "sitemap", "entries" => in_sitemap) unless @settings["sitemap"].empty?
      add(@settings["notFound"], "list", "title" => "404 Page not found") unless @settings["notFound"].empty?
    end

    def sitemap
      file = @settings["sitemap"]
      latest = in_sitemap.filter_map { |entry| Names.time(entry["lastmod"] || entry["date"]) }.max
      { "file" => file, "url" => Names.url_of(file, @settings), "base" => @settings["url"], "lastmod" => latest }
    end

    private

    def add(file, layout, data)
      @site.pages << Generated.new(@site, file, layout, data.merge("lang" => @lang))
    end

    def publish_list(list)
      list["feed_url"] = Names.url_of(list["feed"], @settings) unless list["feed"].to_s.empty?
      first, *others = @lists.pagers(list)
      doc = @documents.key(list)
      if doc
        doc.data["shown"] = first
      elsif !list["file"].empty?
        add(first["file"], "list", "title" => list["title"], "entry" => list, "shown" => first)
      end
      others.each { |pager| add(pager["file"], "list", "title" => list["title"], "entry" => list, "shown" => pager) }
      redirect(list) if @settings["pagerAliases"] && @lists.paged?(list) && !list["file"].empty?
      return if list["feed"].to_s.empty?

      add(list["feed"], "feed", "entry" => list, "entries" => summed_up(@lists.in_feed(list)))
    end

    # Hugo leads from page/1/ to the list itself.
    def redirect(list)
      add(@lists.pager_file(list["file"], 1), "redirect", "to" => list["url"])
    end

    def in_sitemap
      @lists.entries.values.select { |entry| entry["listed"] == "always" }
    end

    def entry(doc)
      data = doc.data
      file = data["render"] == false ? "" : Names.file_of(doc.url)
      path = data["hugo_path"] || logical(doc)
      title = data["title"].to_s
      {
        "path" => path, "data" => data, "file" => file, "kind" => data["kind"] || "page", "title" => title,
        "link_title" => data["linkTitle"] || title, "weight" => data["weight"].to_i, "listed" => data["listed"] || "always",
        "url" => data["address"] || Names.url_of(file, @settings), "feed" => data["feed"].to_s, "sort" => "#{path}.md",
        "date" => Dates.own(doc), "own_date" => Dates.own(doc), "lastmod" => Names.time(data["lastmod"]),
        "published" => Names.time(data["publishDate"]), "summary" => data["summary"],
        "description" => data["description"], "teaser" => teaser(doc), "taxonomy" => data["taxonomy"], "term" => data["term"]
      }
    end

    # What stands above <!--more-->, as HTML. Addresses of links may be given below.
    def teaser(doc)
      head, mark, rest = doc.content.partition("<!--more-->")
      return nil if mark.empty?

      Summary.html(@site, "#{head}\n\n#{rest.scan(/^ {0,3}\[[^\]\n]+\]:[^\n]*$/).join("\n")}\n").strip
    end

    # With what a feed says of each page.
    def summed_up(entries)
      sources = @documents.to_h { |doc, entry| [entry["path"], doc] }
      entries.map do |entry|
        doc = sources[entry["path"]]
        doc ? entry.merge("text" => Summary.of(@site, doc, entry, @settings)) : entry
      end
    end

    # The path of a page in the tree of sections, from the place of its file.
    def logical(doc)
      path = doc.relative_path.delete_prefix("/").sub(%r{\A_(?:posts|drafts|content)/}, "").sub(/\.\w+\z/, "")
      path = path.delete_prefix("#{@lang}/") if @site.data["sites"].length > 1
      path = path.sub(%r{(\A|/)\d{4}-\d{2}-\d{2}-([^/]*)\z}, '\1\2') unless doc.relative_path.start_with?("_content/")
      "/#{Names.normal(path.sub(%r{(\A|/)index\z}, ""))}"
    end
  end
end
