using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>
/// Takes the mean error that rounding leaves in each output channel back out through the bias (Nagel et al. 2019, "Data-Free Quantization Through
/// Weight Equalization and Bias Correction", section 4.2, empirical form: layer by layer from the input on, so that each correction sees the earlier ones).
/// </summary>
public static class BiasCorrection
{
    /// <summary>Corrects a quantised graph.</summary>
    /// <param name="original">The float graph that was quantised.</param>
    /// <param name="quantized">What <see cref="StaticQuantization"/> made of it; it is not changed.</param>
    /// <param name="source">Calibration data, never test data.</param>
    /// <param name="datesAlike">Whether layers that see both dates get one correction, so that pixels that did not change stay equal.</param>
    /// <param name="progress">Told the share of the layers done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>A copy with other biases.</returns>
    public static Graph Run(
        Graph original, Graph quantized, IActivationSource source, bool datesAlike = false, IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var reference = FloatGraph.Prepare(original);
        var result = quantized.Clone();
        var layers = result.Nodes.Select(n => QuantizedBias.TryRead(n, out var bias) ? bias : null).OfType<QuantizedBias>().ToArray();
        var names = layers.Select(l => l.Node.Output(0).Name).ToArray();
        if (names.FirstOrDefault(n => !reference.TryGetValue(n, out _)) is { } missing)
        {
            throw new QuantizationException($"The float graph '{original.Name}' has no value '{missing}': it is not the one that was quantised.");
        }

        var axes = layers.ToDictionary(l => l.Node.Output(0).Name, l => l.Node.OpType == "Conv" ? 1 : -1);
        var wanted = Means(reference, names, axes, source, cancellationToken);
        var done = 0;
        foreach (var alike in TogetherCorrected(datesAlike ? TwinValues.Of(reference) : [], layers))
        {
            string[] together = [.. alike.Select(l => l.Node.Output(0).Name)];
            var actual = Means(result, together, axes, source, cancellationToken);
            var error = wanted[together[0]].Select((_, channel) => together.Average(name => actual[name][channel] - wanted[name][channel])).ToArray();
            foreach (var layer in alike.DistinctBy(l => l.Integers))
            {
                layer.Subtract(result, error);
            }

            done += alike.Length;
            progress?.Report((double)done / layers.Length);
        }

        return result;
    }

    private static IEnumerable<QuantizedBias[]> TogetherCorrected(IReadOnlyList<IReadOnlyList<Value>> alike, IReadOnlyList<QuantizedBias> layers)
    {
        var firsts = alike.SelectMany(twins => twins.Select(v => (v.Name, First: twins[0].Name))).ToDictionary(p => p.Name, p => p.First);
        return layers.GroupBy(l => firsts.GetValueOrDefault(l.Node.Output(0).Name, l.Node.Output(0).Name)).Select(g => g.ToArray());
    }

    // The mean of each channel over all samples and places.
    private static Dictionary<string, double[]> Means(
        Graph graph, IReadOnlyList<string> names, Dictionary<string, int> axes, IActivationSource source, CancellationToken cancellationToken)
    {
        var sums = new Dictionary<string, double[]>();
        var counts = new Dictionary<string, long>();
        foreach (var batch in source.Read(graph, names, cancellationToken))
        {
            foreach (var name in names)
            {
                var shape = batch.Shape(name);
                var axis = axes[name] < 0 ? shape.Count - 1 : axes[name];
                var channels = (int)shape[axis];
                var sum = sums.TryGetValue(name, out var known) ? known : sums[name] = new double[channels];
                Accumulate(batch.Data(name), sum, (int)shape.Skip(axis + 1).Aggregate(1L, (a, b) => a * b));
                counts[name] = counts.GetValueOrDefault(name) + (batch.Data(name).Length / channels);
            }
        }

        foreach (var name in names)
        {
            if (!counts.TryGetValue(name, out var count) || count == 0)
            {
                throw new QuantizationException("The bias cannot be corrected: the calibration data is empty.");
            }

            sums[name] = Array.ConvertAll(sums[name], s => s / count);
        }

        return sums;
    }

    private static void Accumulate(ReadOnlySpan<float> values, double[] sums, int inner)
    {
        var channel = 0;
        for (var start = 0; start < values.Length; start += inner)
        {
            var sum = 0.0;
            foreach (var value in values.Slice(start, inner))
            {
                sum += value;
            }

            sums[channel] += sum;
            channel = channel + 1 == sums.Length ? 0 : channel + 1;
        }
    }
}
