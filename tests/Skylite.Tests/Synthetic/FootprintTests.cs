using System.Numerics;
using Skylite.Imagery.Synthetic;
using Skylite.Imagery.Synthetic.Footprints;
using Skylite.Imagery.Synthetic.Rendering;

namespace Skylite.Tests.Synthetic;

public sealed class FootprintTests
{
    private static readonly Vector2[] Square = [new(-2, -2), new(2, -2), new(2, 2), new(-2, 2)];

    [Theory]
    [InlineData(0, 0, -2)]
    [InlineData(3, 0, 1)]
    [InlineData(5, 6, 5)]
    [InlineData(0, -1.5, -0.5)]
    public void A_square_has_the_same_distances_as_box_and_as_polygon(float x, float y, float expected)
    {
        Assert.Equal(expected, new Polygon(Square).Distance(x, y), 1e-5f);
        Assert.Equal(expected, new OrientedBox(0, 0, 4, 4, MathF.PI / 2).Distance(x, y), 1e-5f);
    }

    [Fact]
    public void A_turned_box_fits_its_bounds()
    {
        var box = new OrientedBox(1, 2, 10, 4, 0.6f);
        (var x, var y) = box.ToScene(5, 2);

        Assert.Equal(0, box.Distance(x, y), 1e-4f);
        Assert.InRange(x, box.Bounds.Left, box.Bounds.Right + 1e-4f);
        Assert.InRange(y, box.Bounds.Top, box.Bounds.Bottom + 1e-4f);
        Assert.Equal(Math.Abs(MathF.Cos(0.6f) * 5) + (MathF.Sin(0.6f) * 2), box.Bounds.Right - 1, 1e-4f);
    }

    [Fact]
    public void Grown_shrunk_and_cut_regions_have_the_distances_they_say()
    {
        var disc = new Disc(0, 0, 5);

        Assert.Equal(1, new Shifted(disc, 2).Distance(8, 0), 1e-5f);
        Assert.Equal(-1, new Rim(disc, 3).Distance(6, 0), 1e-5f);
        Assert.Equal(2, new Clipped(disc, [(new Disc(4, 0, 1), 1)]).Distance(4, 0), 1e-5f);
        Assert.Equal(3, new Ribbon([new Vector2(0, 0), new Vector2(10, 0)], 2).Distance(5, 4), 1e-5f);
    }

    [Theory]
    [InlineData(0.2f)]
    [InlineData(1f)]
    [InlineData(6f)]
    public void A_line_of_any_width_covers_its_share_of_the_picture(float width)
    {
        var black = new Material(Vector4.Zero) { Mottle = 0, Grain = 0 };
        var white = new Material(new Vector4(0.6f)) { Mottle = 0, Grain = 0 };
        var scene = new Scene(64, 64,
        [
            new SceneFeature(new Everywhere(), black, LandCover.Grass),
            new SceneFeature(new Ribbon([new Vector2(-99, 3.3f), new Vector2(99, 3.3f)], width), white, LandCover.Road),
        ]);
        var clear = new SceneConditions { Blur = 0, Noise = 0, Gain = new Vector4(1), SunElevation = MathF.PI / 2, Ambient = 0 };

        var image = SceneRenderer.Render(scene, clear, 32, 32, 3);

        var covered = image.Pixels.Take(32 * 32).Sum(p => p) / (0.6 * 255) / 32 * 2;
        Assert.Equal(width, covered, 0.05 * Math.Max(1, width));
    }

    [Fact]
    public void A_shadow_falls_away_from_the_sun_as_long_as_height_over_tangent()
    {
        var ground = new Material(new Vector4(0.5f)) { Mottle = 0, Grain = 0 };
        var scene = new Scene(100, 100,
        [
            new SceneFeature(new Everywhere(), ground, LandCover.Grass),
            new SceneFeature(new OrientedBox(0, 0, 10, 10, 0), ground, LandCover.Building) { Height = 15 },
        ]);
        var conditions = new SceneConditions { SunAzimuth = MathF.PI, SunElevation = MathF.PI / 4, Blur = 0, Noise = 0, Ambient = 0.3f };

        var image = SceneRenderer.Render(scene, conditions, 100, 100, 3);

        var row = image.Pixels[(50 * 100)..(51 * 100)];
        var lit = row[10];
        Assert.Equal(15, row.Count(p => p < 0.6 * lit));
        Assert.All(row[56..69], p => Assert.True(p < 0.6 * lit));
    }
}
