using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>
/// Finds the layers that suffer most from 8 bits: each is quantised alone, and the outputs are compared with the float graph's
/// (the criterion of Lin et al. 2016, "Fixed Point Quantization of Deep Convolutional Networks", measured instead of modelled).
/// </summary>
public static class QuantizationSensitivity
{
    /// <summary>Measures every layer that would be quantised.</summary>
    /// <param name="graph">A float graph; it is not changed.</param>
    /// <param name="source">Calibration data, never test data.</param>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <param name="progress">Told the share of the layers done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>The layers, the most sensitive first; the names of the first few go into <see cref="StaticQuantizationOptions.KeepFloat"/>.</returns>
    public static IReadOnlyList<LayerSensitivity> Measure(
        Graph graph,
        IActivationSource source,
        StaticQuantizationOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new StaticQuantizationOptions();
        var ranges = StaticQuantization.Calibrate(graph, source, options, cancellationToken: cancellationToken);
        var layers = StaticQuantization.Apply(graph, ranges, options).Quantized;
        var result = new List<LayerSensitivity>();
        foreach (var layer in layers)
        {
            var alone = options with { KeepFloat = [.. options.KeepFloat, .. layers.Where(l => l != layer)] };
            var quantized = StaticQuantization.Apply(graph, ranges, alone).Graph;
            result.Add(new LayerSensitivity(layer, Compare(graph, quantized, source, cancellationToken)));
            progress?.Report(result.Count / (double)layers.Count);
        }

        return [.. result.OrderBy(l => l.Sqnr)];
    }

    /// <summary>Compares the outputs of two graphs on the same data.</summary>
    /// <param name="reference">The graph taken as right.</param>
    /// <param name="actual">A graph with the same outputs.</param>
    /// <param name="source">Calibration data.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>Signal to noise ratio over all outputs in decibels; infinite if they are equal.</returns>
    public static double Compare(Graph reference, Graph actual, IActivationSource source, CancellationToken cancellationToken = default)
    {
        var outputs = reference.Outputs.Select(o => o.Name).ToArray();
        double signal = 0;
        double noise = 0;
        foreach (var (wanted, got) in source.Read(reference, outputs, cancellationToken).Zip(source.Read(actual, outputs, cancellationToken)))
        {
            foreach (var output in outputs)
            {
                var a = wanted.Data(output);
                var b = got.Data(output);
                for (var i = 0; i < a.Length; i++)
                {
                    signal += (double)a[i] * a[i];
                    noise += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
                }
            }
        }

        return noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(signal / noise);
    }
}
