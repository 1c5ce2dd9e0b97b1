namespace Skylite.Workbench.Reports;

/// <summary>A piece of HTML in which everything that came from outside is escaped.</summary>
internal readonly record struct Markup(string Html)
{
    public static Markup Empty { get; } = new(string.Empty);

    /// <summary>Builds HTML from a template: holes are escaped unless they are HTML themselves.</summary>
    public static Markup Of(MarkupTemplate template) => new(template.Finish());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.Html)));

    public override string ToString() => Html ?? string.Empty;
}
