namespace Skylite.Workbench.Reports;

/// <summary>Maps side by side, and what their colours mean.</summary>
/// <param name="Views">The tiles.</param>
/// <param name="Classes">The colours of the classes.</param>
/// <param name="Differences">The colours of where models differ.</param>
public sealed record MapGallery(IReadOnlyList<MapView> Views, IReadOnlyList<LegendEntry> Classes, IReadOnlyList<LegendEntry> Differences)
{
    /// <summary>What is said about seams, one sentence for each model.</summary>
    public IReadOnlyList<string> Seams { get; init; } = [];
}
