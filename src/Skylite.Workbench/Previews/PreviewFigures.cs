using Skylite.Workbench.Results;

namespace Skylite.Workbench.Previews;

/// <summary>What a preview shows.</summary>
/// <param name="File">The picture.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Shown">What is shown, in order.</param>
/// <param name="Agreement">Share of pixels (or images) that are right, or alike in both maps; null where nothing is compared.</param>
public sealed record PreviewFigures(string File, int Width, int Height, IReadOnlyList<string> Shown, double? Agreement)
{
    /// <summary>Of what the agreement is a share, such as <c>pixels shown</c>; null where nothing is compared.</summary>
    public string? Compared { get; init; }

    /// <summary>What a user should know of data and model, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How two maps agree, class by class; null where none are shown.</summary>
    public MapComparison? Comparison { get; init; }
}
