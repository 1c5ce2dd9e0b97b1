namespace Skylite.Graphs.Weights;

/// <summary>How weights are loaded into a graph.</summary>
public sealed record WeightLoadingOptions
{
    /// <summary>
    /// Whether a weight that is missing, unexpected or of another shape is an error. Otherwise it is reported, and the graph keeps what it has.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>
    /// For every band of the network's images the band of the file's, or <see langword="null"/> where the file knows none such: a first convolution for another
    /// number of bands then takes the file's filters, and the mean of them for bands that the file does not know. Empty: it begins anew.
    /// </summary>
    public IReadOnlyList<int?> BandSources { get; init; } = [];
}
