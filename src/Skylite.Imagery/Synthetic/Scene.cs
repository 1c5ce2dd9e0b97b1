namespace Skylite.Imagery.Synthetic;

/// <summary>What there is to see, independent of date, weather, sensor and pixel size; the origin is the middle, x right, y down, metres.</summary>
/// <param name="Width">Extent along x in metres.</param>
/// <param name="Height">Extent along y in metres.</param>
/// <param name="Features">Features in the order they were laid: later ones lie on earlier ones, higher ones on lower ones.</param>
public sealed record Scene(float Width, float Height, IReadOnlyList<SceneFeature> Features);
