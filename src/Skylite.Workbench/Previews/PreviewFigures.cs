using Skylite.Workbench.Results;

namespace Skylite.Workbench.Previews;

/// <summary>What a preview shows.</summary>
/// <param name="File">The picture.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Shown">What is shown, in order.</param>
/// <param name="Agreement">Share of pixels (or images) where prediction and label, or both maps, are alike; null where nothing is compared.</param>
public sealed record PreviewFigures(string File, int Width, int Height, IReadOnlyList<string> Shown, double? Agreement)
{
    /// <summary>How two maps agree, class by class; null where none are shown.</summary>
    public MapComparison? Comparison { get; init; }
}
