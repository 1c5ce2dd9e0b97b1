namespace Skylite.Imagery.Maps;

/// <summary>
/// The regions of a map, each to be taken once by its first pixel. The map is read only as far as the regions asked for need: who asks in about the order in
/// which regions end from top to bottom, as outlines are traced, keeps few of them waiting in memory, however many the map has.
/// </summary>
/// <param name="classes">The value of each pixel.</param>
/// <param name="legend">The classes that values stand for.</param>
/// <param name="probabilities">The probability of each class, a band each, or of the class that was found, 0 to 255.</param>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
/// <param name="area">Row → the area of each of its pixels; <see langword="null"/> for 1 each.</param>
internal sealed class MapRegions(
    RawRaster classes, MapLegend legend, RawRaster probabilities, int width, int height, Func<int, ReadOnlySpan<double>>? area)
{
    private readonly Dictionary<(int Row, int Column), MapRegion> _waiting = [];
    private readonly byte[] _classes = new byte[width];
    private readonly byte[] _ofClass = new byte[width];
    private readonly byte[] _other = new byte[width];
    private readonly double[] _ones = [.. Enumerable.Repeat(1.0, width)];
    private RegionScan? _scan;
    private int _row;

    /// <summary>Takes a region.</summary>
    /// <param name="first">Row and column of its first pixel in reading order.</param>
    /// <exception cref="InvalidDataException">No region begins there, or it was taken before.</exception>
    public MapRegion Take((int Row, int Column) first)
    {
        MapRegion region;
        while (!_waiting.Remove(first, out region))
        {
            Advance(first);
        }

        return region;
    }

    private void Advance((int Row, int Column) wanted)
    {
        _scan ??= new RegionScan(region => _waiting.Add((region.Row, region.Column), region));
        if (_row > height)
        {
            throw new InvalidDataException(Invariant($"The outline that begins at row {wanted.Row}, ")
                + Invariant($"column {wanted.Column} belongs to no region of '{classes.Path}'. Did another program write to that file?"));
        }

        if (_row == height)
        {
            _scan.Complete();
            _row++;
            return;
        }

        classes.ReadRow(0, _row, _classes);
        probabilities.ReadRow(0, _row, _ofClass);
        for (var b = 1; b < probabilities.Bands; b++)
        {
            int value = legend.Values[b];
            probabilities.ReadRow(b, _row, _other);
            for (var x = 0; x < width; x++)
            {
                _ofClass[x] = _classes[x] == value ? _other[x] : _ofClass[x];
            }
        }

        _scan.Add(_row, _classes, _ofClass, area is null ? _ones : area(_row));
        _row++;
    }
}
