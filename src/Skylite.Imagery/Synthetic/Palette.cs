using System.Numerics;

namespace Skylite.Imagery.Synthetic;

/// <summary>The colours of one place in one season; drawn once per scene, so that no class owns a colour.</summary>
public sealed class Palette
{
    private static readonly Vector4[] Lush = [Of(0x5C7A3A, 0.62f), Of(0x6E8B45, 0.66f), Of(0x4C6B36, 0.60f), Of(0x7C8F55, 0.60f)];
    private static readonly Vector4[] Dry = [Of(0x9A8F5E, 0.46f), Of(0xA89B6E, 0.44f), Of(0x857A4E, 0.42f), Of(0xB3A67C, 0.45f)];
    private static readonly Vector4[] Soils =
    [
        Of(0x8B6B4C, 0.36f), Of(0xA3835F, 0.40f), Of(0x74594A, 0.30f), Of(0x9B7356, 0.40f), Of(0xB9A283, 0.46f), Of(0x8D8578, 0.36f),
    ];
    private static readonly Vector4[] Leaves = [Of(0x34502A, 0.56f), Of(0x3F5B30, 0.60f), Of(0x2B4428, 0.48f), Of(0x4B6635, 0.62f), Of(0x565F35, 0.55f)];
    private static readonly Vector4[] Autumn = [Of(0x8A6A32, 0.52f), Of(0x96572E, 0.50f), Of(0x7B7A3A, 0.55f), Of(0x6A5A3C, 0.45f)];
    private static readonly Vector4[] Asphalts = [Of(0x5A5C60, 0.20f), Of(0x6C6C6C, 0.22f), Of(0x4C4E52, 0.17f), Of(0x7D7B78, 0.26f), Of(0x8E8B86, 0.28f)];
    private static readonly Vector4[] Concretes = [Of(0xA9A59C, 0.36f), Of(0xB9B4A8, 0.40f), Of(0x95928C, 0.32f), Of(0xC4BBA8, 0.42f)];
    private static readonly Vector4[] Tiles =
    [
        Of(0x9C5B45, 0.38f), Of(0x84503F, 0.34f), Of(0xAD7156, 0.42f), Of(0x6B5248, 0.28f), Of(0x5B5B60, 0.20f), Of(0x77716C, 0.26f), Of(0x9B958E, 0.34f),
        Of(0x4F5A68, 0.22f),
    ];
    private static readonly Vector4[] Sheets =
    [
        Of(0xB8BCC0, 0.44f), Of(0xD6D6D2, 0.52f), Of(0x8F979E, 0.34f), Of(0x6E7F93, 0.30f), Of(0x8C7F70, 0.32f), Of(0x737576, 0.25f), Of(0xA6896F, 0.38f),
        Of(0x6F8A80, 0.32f),
    ];
    private static readonly Vector4[] Waters =
    [
        Of(0x2F4A5A, 0.05f), Of(0x3E5B52, 0.07f), Of(0x4E6152, 0.09f), Of(0x33525F, 0.05f), Of(0x66705C, 0.12f), Of(0x26404A, 0.04f), Of(0x4F7680, 0.06f),
    ];
    private static readonly Vector4[] Crops =
    [
        Of(0x5F7F3A, 0.66f), Of(0x7E9A4A, 0.70f), Of(0x436234, 0.60f), Of(0xB5A35A, 0.50f), Of(0xC2B07A, 0.48f), Of(0x99A05A, 0.56f), Of(0x8F8452, 0.46f),
        Of(0xA9A94A, 0.60f),
    ];

    private readonly SceneRandom _random;
    private readonly float _dryness;
    private readonly float _autumn;
    private readonly Vector4 _soil;
    private readonly Vector4 _asphalt;
    private readonly Vector4 _tile;
    private readonly Vector4 _leaf;
    private readonly Vector4 _water;

    /// <summary>Draws the colours of a place.</summary>
    public Palette(SceneRandom random)
    {
        _random = random;
        _dryness = random.Chance(0.3f) ? random.Uniform(0.4f, 1f) : random.Uniform(0, 0.35f);
        _autumn = random.Chance(0.2f) ? random.Uniform(0.3f, 0.9f) : random.Uniform(0, 0.12f);
        (_soil, _asphalt, _tile) = (random.Pick(Soils), random.Pick(Asphalts), random.Pick(Tiles));
        (_leaf, _water) = (random.Pick(Leaves), random.Pick(Waters));
    }

    /// <summary>Makes a colour from red, green, blue (0xRRGGBB) and near infrared (0..1).</summary>
    public static Vector4 Of(int rgb, float infrared) =>
        new(((rgb >> 16) & 255) / 255f, ((rgb >> 8) & 255) / 255f, (rgb & 255) / 255f, infrared);

    /// <summary>Meadow, lawn and verge.</summary>
    public Material Grass() => new(
        Varied(Vector4.Lerp(_random.Pick(Lush), _random.Pick(Dry), _dryness), 0.07f),
        Varied(Vector4.Lerp(_random.Pick(Lush), _random.Pick(Dry), MathF.Min(1, _dryness + 0.15f)), 0.07f))
    {
        Mottle = 0.14f,
        MottleSize = _random.Uniform(14, 30),
        Grain = 0.10f,
        GrainSize = 2.4f,
        Seed = _random.Seed(),
    };

    /// <summary>Soil, sand or gravel.</summary>
    public Material Soil()
    {
        var colour = Vector4.Lerp(_soil, _random.Pick(Soils), 0.3f);
        return new(Varied(colour, 0.07f), Varied(colour, 0.09f)) { Mottle = 0.12f, MottleSize = 20, Grain = 0.07f, GrainSize = 2, Seed = _random.Seed() };
    }

    /// <summary>Pale sand of shores.</summary>
    public Material Sand() => new(Varied(Of(0xC9B48E, 0.48f), 0.08f), Varied(_soil, 0.06f)) { Mottle = 0.08f, MottleSize = 14, Seed = _random.Seed() };

    /// <summary>A field: grown, ripe, cut or ploughed, with rows in the given direction.</summary>
    public Material Crop(float angle)
    {
        var bare = _random.Chance(0.25f);
        var colour = bare ? Vector4.Lerp(_soil, _random.Pick(Soils), 0.25f) : Vector4.Lerp(_random.Pick(Crops), _random.Pick(Dry), 0.4f * _dryness);
        return new(Varied(colour, 0.08f), Varied(Vector4.Lerp(colour, _soil, 0.12f), 0.05f))
        {
            Mottle = _random.Uniform(0.05f, 0.14f),
            MottleSize = _random.Uniform(18, 45),
            Grain = 0.05f,
            GrainSize = 2.2f,
            Stripe = _random.Chance(0.8f) ? _random.Uniform(0.06f, 0.2f) : 0,
            StripePeriod = _random.Uniform(2.6f, 9f),
            StripeAngle = angle,
            Seed = _random.Seed(),
        };
    }

    /// <summary>The crown of a tree.</summary>
    public Material Crown()
    {
        var colour = Vector4.Lerp(_leaf, _random.Pick(Leaves), 0.5f);
        if (_random.Chance(_autumn))
        {
            colour = Vector4.Lerp(colour, _random.Pick(Autumn), _random.Uniform(0.4f, 1));
        }

        return new(Varied(colour, 0.11f)) { Mottle = 0.10f, MottleSize = 3, Grain = 0.14f, GrainSize = 1.3f, Seed = _random.Seed() };
    }

    /// <summary>The shaded floor between trees.</summary>
    public Material ForestFloor()
    {
        var colour = 0.8f * Vector4.Lerp(_leaf, _soil, 0.3f);
        return new(Varied(colour, 0.06f), Varied(0.8f * colour, 0.06f)) { Mottle = 0.15f, MottleSize = 10, Grain = 0.14f, Seed = _random.Seed() };
    }

    /// <summary>The surface of roads and many yards.</summary>
    public Material Asphalt() => new(Varied(_asphalt, 0.05f), Varied(Vector4.Lerp(_asphalt, _random.Pick(Asphalts), 0.3f), 0.04f))
    {
        Mottle = 0.06f,
        MottleSize = 16,
        Grain = 0.035f,
        Seed = _random.Seed(),
    };

    /// <summary>Concrete slabs.</summary>
    public Material Concrete() => new(Varied(_random.Pick(Concretes), 0.06f), Varied(_random.Pick(Concretes), 0.06f))
    {
        Mottle = 0.06f,
        MottleSize = 18,
        Grain = 0.03f,
        Seed = _random.Seed(),
    };

    /// <summary>A tiled or slated roof; most roofs of a place are alike.</summary>
    public Material Tile() => new(Varied(_random.Chance(0.65f) ? _tile : _random.Pick(Tiles), 0.09f))
    {
        Mottle = 0.06f,
        MottleSize = 5,
        Grain = 0.07f,
        GrainSize = 1.1f,
        Seed = _random.Seed(),
    };

    /// <summary>A flat or corrugated roof of a hall, with seams in the given direction.</summary>
    public Material Sheet(float angle) => new(Varied(_random.Chance(0.8f) ? _random.Pick(Sheets) : _random.Pick(Tiles), 0.08f))
    {
        Mottle = 0.05f,
        MottleSize = 14,
        Grain = 0.03f,
        Stripe = _random.Uniform(0.02f, 0.07f),
        StripePeriod = _random.Uniform(3.5f, 8f),
        StripeAngle = angle,
        Seed = _random.Seed(),
    };

    /// <summary>The lacquer of cars.</summary>
    public Material Lacquer()
    {
        var colour = _random.Unit() switch
        {
            < 0.27f => Of(0xE4E6E6, 0.6f),
            < 0.47f => Of(0xA9ADB0, 0.42f),
            < 0.64f => Of(0x24262A, 0.1f),
            < 0.76f => Of(0x5E646A, 0.2f),
            < 0.86f => Of(0x2F4A78, 0.2f),
            < 0.94f => Of(0x98302C, 0.36f),
            _ => Of(0xB79F5A, 0.4f),
        };
        return Plain(Varied(colour, 0.05f));
    }

    /// <summary>Open water.</summary>
    public Material Water() => new(Varied(_water, 0.06f), Varied(0.88f * _water, 0.06f))
    {
        Mottle = 0.10f,
        MottleSize = _random.Uniform(20, 50),
        Grain = _random.Uniform(0.01f, 0.07f),
        GrainSize = 2.4f,
        Stripe = _random.Chance(0.5f) ? _random.Uniform(0.01f, 0.05f) : 0,
        StripePeriod = _random.Uniform(5, 9),
        StripeAngle = _random.Uniform(0, 3.1f),
        Seed = _random.Seed(),
    };

    /// <summary>A surface of one even colour.</summary>
    public static Material Plain(Vector4 colour) => new(colour) { Mottle = 0.03f, Grain = 0.02f };

    /// <summary>The colour with chance differences in brightness and hue.</summary>
    public Vector4 Varied(Vector4 colour, float amount)
    {
        var light = 1 + (amount * 1.3f * _random.Normal());
        var hue = new Vector4(
            1 + (0.5f * amount * _random.Normal()),
            1 + (0.4f * amount * _random.Normal()),
            1 + (0.5f * amount * _random.Normal()),
            1 + (0.5f * amount * _random.Normal()));
        return Vector4.Clamp(colour * hue * light, new Vector4(0.02f), Vector4.One);
    }
}
