namespace Skylite.Workbench.Reports.Sections;

/// <summary>Places that the script fills with charts; without it they stay hidden.</summary>
internal static class Charts
{
    public static Markup Place(string id, string description, string? note = null, IReadOnlyList<(string Key, string Label)>? views = null)
    {
        var buttons = Markup.Join((views ?? [])
            .Select((v, i) => Markup.Of($"<button type=\"button\" data-view=\"{v.Key}\" aria-pressed=\"{(i == 0 ? "true" : "false")}\">{v.Label}</button>")));
        var bar = views is null ? Markup.Empty : Markup.Of($"<div class=\"views\" role=\"group\" aria-label=\"What the chart shows\">{buttons}</div>");
        var caption = note is null ? Markup.Empty : Markup.Of($"<figcaption>{note}</figcaption>");
        return Markup.Of(
            $"<figure class=\"chart\" hidden>{bar}<div id=\"{id}\" class=\"canvas\" role=\"img\" aria-label=\"{description}\"></div>{caption}</figure>");
    }
}
