using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>
/// Images that cannot be read, found by reading all of them before anything is learnt: one that validates or tests would else end a run after its last epoch.
/// </summary>
public static class DamagedImages
{
    /// <summary>Reads all samples of a store once. Those for which there is memory stay in it; larger ones are read strip by strip.</summary>
    /// <param name="store">The samples.</param>
    /// <param name="progress">Is told the number of rasters done.</param>
    /// <param name="cancellation">Stops between strips.</param>
    /// <returns>What is wrong with each raster that is damaged, in a sentence that names it; in the order of the samples.</returns>
    public static IReadOnlyList<string> In(DenseStore store, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        // Opened once for all its windows: compressed rasters are read from the start whenever they are opened.
        var rasters = RastersOf(store);
        var damage = new string?[rasters.Length];
        var done = 0;
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, rasters.Length, parallel, i =>
        {
            using var reader = new DenseReader(store);
            try
            {
                foreach (var index in rasters[i])
                {
                    reader.ReadThrough(index, cancellation);
                }
            }
            catch (Exception e) when (e is GdalException or InvalidDataException)
            {
                damage[i] = e.Message;
            }

            progress?.Report(Interlocked.Increment(ref done));
        });
        return [.. damage.OfType<string>()];
    }

    /// <summary>Number of rasters that the samples of a store are parts of.</summary>
    /// <param name="store">The samples.</param>
    public static int Rasters(DenseStore store) => RastersOf(store).Length;

    private static int[][] RastersOf(DenseStore store) =>
        [.. store.Samples.Index().GroupBy(s => s.Item.Dates[0].Files[0], s => s.Index).Select(g => g.ToArray())];
}
