using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>Divides samples into training, validation and test; what the authors of a data set divided stays so.</summary>
public static class DenseSplit
{
    // Fewer samples than this cannot be divided fairly as wholes: they are cut into blocks that do not overlap.
    private const int FewestWholes = 6;

    private const int FewestToChooseFrom = 2;

    /// <summary>Gives every sample its part.</summary>
    /// <param name="samples">Samples with windows.</param>
    /// <param name="options">Shares and seed.</param>
    /// <returns>Samples with parts; where rasters were cut into blocks, one for each block.</returns>
    /// <exception cref="InvalidDataException">There is too little to divide.</exception>
    public static IReadOnlyList<DenseSample> Draw(IReadOnlyList<DenseSample> samples, DenseSplitOptions options)
    {
        options.Validate();
        var random = new SampleRandom((ulong)options.Seed);
        List<DenseSample> done = [.. samples.Where(s => s.Part is SplitPart.Test or SplitPart.Validation)];
        List<DenseSample> pool = [.. samples.Where(s => s.Part is null or SplitPart.Train)];
        if (!done.Any(s => s.Part == SplitPart.Test))
        {
            pool = Take(pool, SplitPart.Test, options.TestShare, done, options, random);
        }

        if (options.ValidationShare > 0 && !done.Any(s => s.Part == SplitPart.Validation))
        {
            // What the authors say is for training gives way to validation only where nothing was left open.
            var open = pool.Where(s => s.Part is null).ToList();
            if (open.Count >= FewestToChooseFrom)
            {
                done.AddRange(pool.Where(s => s.Part is not null));
                pool = open;
            }

            pool = Take(pool, SplitPart.Validation, options.ValidationShare, done, options, random);
        }

        done.AddRange(pool.Select(s => s with { Part = SplitPart.Train }));
        return [.. done.OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Window!.Value.Y).ThenBy(s => s.Window!.Value.X)];
    }

    private static List<DenseSample> Take(
        List<DenseSample> pool, SplitPart part, double share, List<DenseSample> done, DenseSplitOptions options, SampleRandom random)
    {
        if (pool.Count < FewestWholes)
        {
            pool = [.. pool.SelectMany(s => Blocks(s, options.BlockSide))];
        }

        if (pool.Count < 2)
        {
            throw new InvalidDataException(
                $"There is too little to divide: {pool.Count} samples or blocks of {options.BlockSide} × {options.BlockSide} pixels. Use smaller blocks, or keep samples for validation and test in folders 'val' and 'test'.");
        }

        var order = pool.ToArray();
        random.Shuffle(order.AsSpan());
        var count = Math.Clamp((int)Math.Round(share * order.Length), 1, order.Length - 1);
        done.AddRange(order.Take(count).Select(s => s with { Part = part }));
        return [.. order.Skip(count)];
    }

    // Blocks of a grid; what is left over at the right and bottom goes to the last ones.
    private static IEnumerable<DenseSample> Blocks(DenseSample sample, int side)
    {
        var window = sample.Window!.Value;
        var (columns, rows) = (Math.Max(1, window.Width / side), Math.Max(1, window.Height / side));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var width = column < columns - 1 ? side : window.Width - (column * side);
                var height = row < rows - 1 ? side : window.Height - (row * side);
                yield return sample with { Window = new GdalWindow(window.X + (column * side), window.Y + (row * side), width, height) };
            }
        }
    }
}
