using System.Numerics;

namespace Skylite.Imagery.Synthetic.Landscapes;

/// <summary>
/// What another time of the year makes of the same ground: fields are ripe or ploughed,
/// leaves turn, grass dries, roads are wet. None of it is a change of land cover.
/// </summary>
internal static class Season
{
    private static readonly Vector4 Dry = Palette.Of(0x9A8F5E, 0.46f);
    private static readonly Vector4 Lush = Palette.Of(0x5C7A3A, 0.62f);
    private static readonly Vector4[] Leaves =
    [
        Palette.Of(0x8A6A32, 0.52f), Palette.Of(0x96572E, 0.50f), Palette.Of(0x6A5A3C, 0.42f), Palette.Of(0x3F5B30, 0.58f),
    ];

    /// <summary>The scene at another time of the year.</summary>
    public static Scene Turn(Scene scene, SceneRandom random)
    {
        var palette = new Palette(random);
        var dryness = random.Uniform(-0.5f, 0.7f);
        var leaves = random.Chance(0.5f) ? random.Uniform(0.1f, 0.8f) : 0;
        var wetness = random.Uniform(0.82f, 1.14f);
        var harvested = random.Uniform(0.2f, 0.8f);
        return scene with
        {
            Features = [.. scene.Features.Select(f => f with
            {
                Material = f.Cover switch
                {
                    LandCover.Grass => Grass(f.Material, dryness),
                    LandCover.Cropland => random.Chance(harvested) ? palette.Crop(f.Material.StripeAngle) : f.Material,
                    LandCover.Tree => random.Chance(leaves) ? Tinted(f.Material, random.Pick(Leaves), random.Uniform(0.2f, 0.8f)) : f.Material,
                    LandCover.Road or LandCover.Pavement or LandCover.BareGround => Lit(f.Material, wetness),
                    _ => f.Material,
                },
            })],
        };
    }

    private static Material Grass(Material grass, float dryness) => Tinted(grass, dryness < 0 ? Lush : Dry, MathF.Abs(dryness));

    private static Material Tinted(Material material, Vector4 colour, float share) =>
        material with { Colour = Vector4.Lerp(material.Colour, colour, share), Second = Vector4.Lerp(material.Second, colour, share) };

    private static Material Lit(Material material, float light) => material with { Colour = material.Colour * light, Second = material.Second * light };
}
