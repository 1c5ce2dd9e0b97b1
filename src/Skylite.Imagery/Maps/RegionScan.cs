namespace Skylite.Imagery.Maps;

/// <summary>Finds the regions of a map row by row; memory grows with its width and the regions kept, not with its height.</summary>
/// <param name="closed">Gets every region as soon as no further row can touch it.</param>
public sealed class RegionScan(Action<MapRegion> closed)
{
    private List<Run> _above = [];
    private List<Run> _here = [];
    private List<MapRegion> _regions = [];
    private List<int> _parents = [];

    /// <summary>Adds the next row.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="classes">The class of each pixel; <see cref="MapLegend.NoData"/> belongs to no region.</param>
    /// <param name="probabilities">The probability of each pixel, 0 to 255.</param>
    /// <param name="areas">The area of each pixel.</param>
    public void Add(int row, ReadOnlySpan<byte> classes, ReadOnlySpan<byte> probabilities, ReadOnlySpan<double> areas)
    {
        _here.Clear();
        var next = 0;
        for (var x = 0; x < classes.Length;)
        {
            var start = x;
            var value = classes[x];
            long probability = 0;
            double area = 0;
            for (; x < classes.Length && classes[x] == value; x++)
            {
                probability += probabilities[x];
                area += areas[x];
            }

            if (value == MapLegend.NoData)
            {
                continue;
            }

            var own = Make(new MapRegion(value, row, start, x - start, area, probability / 255.0));
            while (next < _above.Count && _above[next].End <= start)
            {
                next++;
            }

            for (var a = next; a < _above.Count && _above[a].Start < x; a++)
            {
                if (_above[a].Class == value)
                {
                    own = Union(_above[a].Region, own);
                }
            }

            _here.Add(new Run(start, x, value, own));
        }

        Renumber();
    }

    /// <summary>Ends the map: what is still open is closed.</summary>
    public void Complete()
    {
        _here.Clear();
        Renumber();
    }

    private int Make(MapRegion region)
    {
        _regions.Add(region);
        _parents.Add(_parents.Count);
        return _parents.Count - 1;
    }

    private int Root(int region)
    {
        while (_parents[region] != region)
        {
            _parents[region] = _parents[_parents[region]];
            region = _parents[region];
        }

        return region;
    }

    private int Union(int one, int other)
    {
        (one, other) = (Root(one), Root(other));
        if (one != other)
        {
            _parents[other] = one;
            _regions[one] = _regions[one].With(_regions[other]);
        }

        return one;
    }

    // Only regions that the row just read touches stay open, under new numbers.
    private void Renumber()
    {
        var numbers = new Dictionary<int, int>();
        var regions = new List<MapRegion>();
        for (var i = 0; i < _here.Count; i++)
        {
            var root = Root(_here[i].Region);
            if (!numbers.TryGetValue(root, out var number))
            {
                number = regions.Count;
                numbers.Add(root, number);
                regions.Add(_regions[root]);
            }

            _here[i] = _here[i] with { Region = number };
        }

        for (var r = 0; r < _parents.Count; r++)
        {
            if (_parents[r] == r && !numbers.ContainsKey(r))
            {
                closed(_regions[r]);
            }
        }

        _regions = regions;
        _parents = [.. Enumerable.Range(0, regions.Count)];
        (_above, _here) = (_here, _above);
    }

    private readonly record struct Run(int Start, int End, byte Class, int Region);
}
