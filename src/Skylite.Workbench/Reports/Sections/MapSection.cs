namespace Skylite.Workbench.Reports.Sections;

/// <summary>Test tiles with imagery, reference, and the maps of parent and result side by side.</summary>
internal sealed class MapSection : IReportSection
{
    public string Id => "maps";

    public string Title => "Maps";

    public Markup? Render(ReportModel model) => model.Maps is { Views.Count: > 0 } maps
        ? Markup.Of($"""
            <p class="lead">Test tiles: first those that parent and result disagree about most, then some drawn by lot.</p>
            {Legend("Classes", maps.Classes)}{Legend("Difference", maps.Differences)}
            {Markup.Join(maps.Views.Select(View))}
            {Markup.Join(maps.Seams.Select(sentence => Markup.Of($"<p class=\"lead\">{sentence}</p>")))}
            """)
        : null;

    private static Markup Legend(string title, IReadOnlyList<LegendEntry> entries)
    {
        var items = Markup.Join(entries.Select(e => Markup.Of($"<li><i style=\"background:{e.Color}\"></i>{e.Meaning}</li>")));
        return Markup.Of($"<ul class=\"legend\" aria-label=\"{title}\"><li><b>{title}</b></li>{items}</ul>");
    }

    private static Markup View(MapView view) => Markup.Of($"""
        <div class="maps"><div class="scroll"><div class="strip">{Markup.Join(view.Pictures.Select(p => Picture(view, p)))}</div></div>
        <p><b>{view.Title}</b> {view.Caption}</p></div>
        """);

    private static Markup Picture(MapView view, MapPicture picture) =>
        Markup.Of($"<div><img src=\"data:image/png;base64,{Convert.ToBase64String(picture.Png)}\" alt=\"{picture.Caption} of {view.Title}\" loading=\"lazy\">"
            + $"<span>{picture.Caption}</span></div>");
}
