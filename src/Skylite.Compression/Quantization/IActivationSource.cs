using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>
/// Runs graphs over the calibration data. The data and its order are the same on every call, so that two graphs read side by side see the same batches;
/// it never holds test data.
/// </summary>
public interface IActivationSource
{
    /// <summary>Runs a graph over all calibration batches, one batch in memory at a time.</summary>
    /// <param name="graph">Any graph with the inputs of the model; it is not changed.</param>
    /// <param name="values">Names of the float values to read.</param>
    /// <param name="cancellationToken">Ends the enumeration with an exception.</param>
    /// <returns>The values batch by batch; each batch is valid until the next one is asked for.</returns>
    IEnumerable<IActivationBatch> Read(Graph graph, IReadOnlyList<string> values, CancellationToken cancellationToken = default);
}
