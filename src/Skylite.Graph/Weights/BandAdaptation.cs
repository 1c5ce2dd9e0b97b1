namespace Skylite.Graphs.Weights;

/// <summary>Weights of a first convolution for other bands than it was trained with.</summary>
/// <remarks>
/// A band that the file knows takes its filters, any other the mean of all, and everything is
/// scaled by the file's bands ÷ the image's, so that sums stay as large as they were.
/// </remarks>
internal static class BandAdaptation
{
    /// <summary>
    /// The weights for the network's bands, or <see langword="null"/> where this is not a convolution of images, or more differs than their bands.
    /// </summary>
    /// <param name="value">The network's weight.</param>
    /// <param name="found">The file's tensor of the same name.</param>
    /// <param name="sources">For every band of the images the file's band, or <see langword="null"/> where it has none such.</param>
    public static Tensor? Adapt(Value value, Tensor found, IReadOnlyList<int?> sources)
    {
        var expected = value.Constant!.Dimensions;
        if (!ReadsImages(value) || !found.Type.IsFloating() || found.Rank != expected.Length
            || expected[1] != sources.Count || found.Dimensions[0] != expected[0]
            || !found.Dimensions[2..].SequenceEqual(expected[2..]) || sources.Any(s => s >= found.Dimensions[1]))
        {
            return null;
        }

        var bands = (int)found.Dimensions[1];
        var window = (int)(found.Count / found.Dimensions[0] / bands);
        var (from, to) = (found.ToSingle(), new float[value.Constant.Count]);
        for (var place = 0; place < to.Length; place++)
        {
            var (filter, band, point) = (place / (window * sources.Count), place / window % sources.Count, place % window);
            float Of(int source) => from[(((filter * bands) + source) * window) + point];
            to[place] = (sources[band] is { } known ? Of(known) : Enumerable.Range(0, bands).Average(Of)) * bands / sources.Count;
        }

        return Tensor.Create<float>(to, expected);
    }

    private static bool ReadsImages(Value value) =>
        value.Uses.Count > 0 && value.Uses.All(u => u is { Node.OpType: "Conv", Index: 1 } && u.Node.Input(0).IsInput);
}
