using Skylite.Workbench.Results;

namespace Skylite.Workbench.Previews;

/// <summary>What is drawn, and what there is to say about it.</summary>
/// <param name="Sheet">What is drawn.</param>
/// <param name="Shown">Names of what is shown, in order.</param>
internal sealed record PreviewSheet(ContactSheet Sheet, IReadOnlyList<string> Shown)
{
    /// <summary>Share of pixels (or images) that are right or alike; null where nothing is compared.</summary>
    public double? Agreement { get; init; }

    /// <summary>Of what the agreement is a share, such as <c>pixels shown</c>; null where nothing is compared.</summary>
    public string? Compared { get; init; }

    /// <summary>What a user should know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How two maps agree; null where none are shown.</summary>
    public MapComparison? Comparison { get; init; }
}
