using Skylite.Imagery.Splits;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Dense;

/// <summary>Divides samples into training, validation and test; what the authors of a data set divided stays so.</summary>
public static class DenseSplit
{
    // Fewer samples than this cannot be divided fairly as wholes: they are cut into blocks that do not overlap.
    private const int FewestWholes = 6;

    private const int FewestToChooseFrom = 2;

    // Halved until there are enough blocks to draw from.
    private const int UsualSide = 256;
    private const int SmallestUsualSide = 32;
    private const int EnoughBlocks = 10;

    /// <summary>The side of the blocks that few rasters are cut into: what the options say, else 256, or half of it as often as ten blocks need.</summary>
    /// <param name="samples">Samples with windows.</param>
    /// <param name="options">Shares and seed.</param>
    public static int BlockSide(IReadOnlyList<DenseSample> samples, DenseSplitOptions options)
    {
        if (options.BlockSide is { } said)
        {
            return said;
        }

        DenseSample[] pool = [.. samples.Where(IsOpen)];
        var side = UsualSide;
        while (side > SmallestUsualSide && pool.Sum(s => Grid(s, side) is var (columns, rows) ? columns * rows : 0) < EnoughBlocks)
        {
            side /= 2;
        }

        return side;
    }

    /// <summary>Gives every sample its part.</summary>
    /// <param name="samples">Samples with windows.</param>
    /// <param name="options">Shares and seed.</param>
    /// <returns>Samples with parts; where rasters were cut into blocks, one for each block.</returns>
    /// <exception cref="InvalidDataException">There is too little to divide.</exception>
    public static IReadOnlyList<DenseSample> Draw(IReadOnlyList<DenseSample> samples, DenseSplitOptions options)
    {
        options.Validate();
        var random = new SampleRandom((ulong)options.Seed);
        options = options with { BlockSide = BlockSide(samples, options) };
        List<DenseSample> done = [.. samples.Where(s => s.Part is SplitPart.Test or SplitPart.Validation)];
        List<DenseSample> pool = [.. samples.Where(IsOpen)];
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
            pool = [.. pool.SelectMany(s => Blocks(s, options.BlockSide!.Value))];
        }

        if (pool.Count < 2)
        {
            throw new InvalidDataException(
                $"There is too little to divide: {pool.Count} samples or blocks of {options.BlockSide} × {options.BlockSide} pixels. Use smaller blocks (--split-blocks), or keep samples for validation and test in folders 'val' and 'test'.");
        }

        var order = pool.ToArray();
        random.Shuffle(order.AsSpan());
        var count = Math.Clamp((int)Math.Round(share * order.Length), 1, order.Length - 1);
        done.AddRange(order.Take(count).Select(s => s with { Part = part }));
        return [.. order.Skip(count)];
    }

    private static bool IsOpen(DenseSample sample) => sample.Part is null or SplitPart.Train;

    private static (int Columns, int Rows) Grid(DenseSample sample, int side) => (Math.Max(1, sample.Window!.Value.Width / side), Math.Max(1, sample.Window.Value.Height / side));

    // Blocks of a grid; what is left over at the right and bottom goes to the last ones.
    private static IEnumerable<DenseSample> Blocks(DenseSample sample, int side)
    {
        var window = sample.Window!.Value;
        var (columns, rows) = Grid(sample, side);
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
