namespace Skylite.Native.Gdal;

/// <summary>A feature of a vector layer.</summary>
/// <param name="Values">One value for each field: <see cref="int"/>, <see cref="double"/> or <see cref="string"/>.</param>
/// <param name="Wkb">Its geometry as little-endian well-known binary.</param>
public sealed record GdalFeature(IReadOnlyList<object?> Values, byte[] Wkb);
