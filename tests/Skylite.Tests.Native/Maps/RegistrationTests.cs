using Skylite.Imagery;
using Skylite.Imagery.Rasters;

namespace Skylite.Tests.Native.Maps;

/// <summary>Whether two dates lie on each other: what is shifted is found, and nothing else is called shifted.</summary>
public sealed class RegistrationTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private const int Missing = 0;

    [Theory]
    [InlineData(200, 3, 0)]
    [InlineData(200, -4, 6)]
    [InlineData(200, 0, 20)]
    [InlineData(400, 0, -3)]
    [InlineData(400, 6, 6)]
    [InlineData(400, -14, 14)]
    [InlineData(1000, -3, 3)]
    [InlineData(1000, 0, 6)]
    [InlineData(1000, 20, 0)]
    public void A_shift_is_found_in_another_light_and_with_noise(int size, int right, int down)
    {
        var shift = Between(size, Ground, (y, x) => 200 + (0.6 * Ground(y - down, x - right)) + (40 * Hash(y, x, 9)))!;
        Assert.True(shift.LooksWrong);
        Assert.Equal((right, down), (shift.Columns, shift.Rows));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(330)]
    [InlineData(1000)]
    public void Dates_that_lie_on_each_other_do_in_another_light_with_gaps_and_changes(int size)
    {
        var shift = Between(size, Ground, (y, x) =>
            IsGap(y, x) ? Missing : y / 30 % 3 == 0 && x / 30 % 3 == 0 ? 900 : 200 + (0.6 * Ground(y, x)) + (40 * Hash(y, x, 9)))!;
        Assert.Equal((0, 0), (shift.Columns, shift.Rows));
    }

    [Fact]
    public void The_outline_of_a_gap_is_not_matched()
    {
        // A dark field of the first date has the shape of what the second lacks elsewhere.
        var shift = Between(330, (y, x) => IsGap(y, x) ? 100 : Ground(y, x), (y, x) => IsGap(y - 30, x - 10) ? Missing : Ground(y + 5000, x));
        Assert.Null(shift);
    }

    [Fact]
    public void One_window_of_nine_decides_nothing()
    {
        static double Spot(int y, int x, int shift) => y is >= 400 and < 600 && x is >= 400 and < 600 ? Ground(y, x - shift) : 500;
        Assert.Null(Between(1000, (y, x) => Spot(y, x, 0), (y, x) => Spot(y, x, 10)));
    }

    [Fact]
    public void Dates_with_little_in_common_are_not_checked()
    {
        Assert.Null(Between(400, Ground, (y, x) => Ground(y + 5000, x)));
        Assert.Null(Between(400, Ground, (y, x) => x < 250 ? Missing : Ground(y - 10, x)));
    }

    private static bool IsGap(int y, int x) => y is >= 90 and < 170 && x is >= 100 and < 200;

    // Fields, hedges and grain: random values of squares of 16, 4 and 1 pixels.
    private static double Ground(int y, int x) =>
        300 + (250 * Hash(y >> 4, x >> 4, 1)) + (150 * Hash(y >> 2, x >> 2, 2)) + (100 * Hash(y, x, 3));

    private static double Hash(int y, int x, int seed)
    {
        var bits = (uint)((y * 73_856_093) ^ (x * 19_349_663) ^ (seed * 83_492_791));
        bits = (bits ^ (bits >> 16)) * 0x45d9f3b;
        bits = (bits ^ (bits >> 16)) * 0x45d9f3b;
        return (bits ^ (bits >> 16)) / (double)uint.MaxValue;
    }

    private Registration? Between(int size, Func<int, int, double> first, Func<int, int, double> second)
    {
        var spec = MapPlayground.Spec(size, size, 1, "red") with { NoData = Missing };
        var options = new RasterSceneOptions
        {
            Preprocessing = new Preprocessing { Bands = ["red"], Scale = 0.01f, Mean = [3], StandardDeviation = [2], Height = 32, Width = 32 },
        };
        using var one = RasterScene.Open(playground.Scene("one.tif", spec, (_, y, x) => first(y, x)), options);
        using var other = RasterScene.Open(playground.Scene("other.tif", spec, (_, y, x) => second(y, x)), options with { Over = one });
        return Registration.Estimate(one, other);
    }
}
